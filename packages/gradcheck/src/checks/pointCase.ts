import type { GenericFunction } from '../differences/arithmetic.js';
import type { Room } from '../differences/estimateDerivative.js';
import type { Measuring } from '../differences/measuring.js';
import type { KinkRule } from './options.js';
import type { Tolerance } from './tolerance.js';

/** A function of one number under test, and how its derivative is compared. */
export interface PointCase {
  readonly f: (x: number) => number;
  readonly derivative: (x: number) => number;
  readonly generic: GenericFunction | undefined;
  /** What happens at kinks that nobody listed. */
  readonly rule: KinkRule;
  /** How far f may be evaluated to either side of x. */
  readonly roomAt: (x: number) => Room;
  readonly tolerance: Tolerance;
  readonly measuring: Measuring;
}
