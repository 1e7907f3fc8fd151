export { derivativeOn, valueOn } from './formulasOn.js';
