import { activations, type Activation } from '@handgrad/core-math';

function squareOnTheRight(z: number): number {
  return z > 0 ? z * z : 0;
}

function twiceOnTheRight(z: number): number {
  return z > 0 ? 2 * z : 0;
}

/** One of a user's own, in the portable subset: x^2 on the right, 0 on the left. */
export const own: Activation = {
  ...activations.silu,
  name: 'squareOnTheRight',
  value: squareOnTheRight,
  derivative: twiceOnTheRight,
};
