import { measureWith } from '../measure.js';

measureWith('richardson');
