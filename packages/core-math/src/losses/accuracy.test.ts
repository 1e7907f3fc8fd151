import { testAccuracy } from '../../test/testAccuracy.js';
import { losses } from './index.js';

testAccuracy(losses);
