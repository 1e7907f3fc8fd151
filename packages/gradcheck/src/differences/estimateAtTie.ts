import { estimateDerivative, type Estimate, type Room } from './estimateDerivative.js';
import type { Measuring } from './measuring.js';
import { clearlyDiffer, clearSlopes } from './slopesAround.js';

/**
 * The derivative where dual numbers have none: kinks of parts of f meet at x. They may cancel, and then f has a slope
 * there, as softplus = max(x, 0) + log(1 + exp(-|x|)) has at 0; else the slope on the right stands for both.
 */
export function estimateAtTie(
  f: (x: number) => number,
  x: number,
  room: Room,
  measuring: Measuring,
): Estimate | undefined {
  const sides = clearSlopes(f, x, room, measuring.precision);
  return sides && clearlyDiffer(sides) ? sides.right : estimateDerivative(f, x, room, measuring);
}
