import { measureWith } from '../measure.js';

measureWith('dual');
