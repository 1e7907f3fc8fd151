import { testAccuracy } from '../../core-math/test/testAccuracy.js';
import { regularizers } from '../src/index.js';

testAccuracy(regularizers);
