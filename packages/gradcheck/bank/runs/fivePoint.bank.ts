import { measureWith } from '../measure.js';

measureWith('fivePoint');
