export { originOf, type Origin } from './parity/origin.js';
export { parityExceptions, type ParityException } from './parity/exceptions.js';
export { measureParity, parityTolerance, type ParityReport, type PartFigures } from './parity/measure.js';
export { nameOfPart, parityParts, type ParityPart } from './parity/parts.js';
export { deviceCounterparts } from './counterparts.js';
