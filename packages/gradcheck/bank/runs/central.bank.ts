import { measureWith } from '../measure.js';

measureWith('central');
