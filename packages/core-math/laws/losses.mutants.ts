import type { Loss } from '../src/formula.js';
import { losses } from '../src/losses/index.js';

/** A loss with one mistake that people really make. */
export interface LossMutant {
  readonly name: string;
  readonly wrong: Loss;
}

const { squaredError, halfSquaredError, absoluteError, huber, logCosh, hinge, squaredHinge, poisson } = losses;
const { binaryCrossEntropy, binaryCrossEntropyFromLogits } = losses;

/** Wrong losses, each of which the laws must catch. */
export const lossMutants: readonly LossMutant[] = [
  mutant('squared error without the factor 2 in its slope', squaredError, { derivative: (p, y) => p - y }),
  mutant('squared error that swallows NaN', squaredError, { value: (p, y) => (p > y || p < y ? (p - y) ** 2 : 0) }),
  mutant('half squared error without the half', halfSquaredError, { value: (p, y) => (p - y) ** 2 }),
  mutant('half squared error with the sign slipped', halfSquaredError, { derivative: (p, y) => y - p }),
  mutant('half squared error with the slope in the target', halfSquaredError, {
    derivative: (p, y) => y - p,
    minimizer: (y) => -y,
  }),
  mutant('absolute error with slope 1 at its kink', absoluteError, { derivative: (p, y) => (p >= y ? 1 : -1) }),
  mutant('absolute error whose kink is not documented', absoluteError, { kinks: () => [] }),
  mutant('absolute error whose kink is documented with slopes 0 and 1', absoluteError, {
    kinks: (y) => [{ at: y, left: 0, right: 1, chosen: 0 }],
  }),
  mutant('huber whose slope is not clipped', huber, { derivative: (p, y) => p - y }),
  mutant('huber whose arms do not meet the parabola', huber, {
    value: (p, y) => (Math.abs(p - y) <= 1 ? (p - y) ** 2 / 2 : Math.abs(p - y)),
  }),
  mutant('log cosh that overflows', logCosh, { value: (p, y) => Math.log(Math.cosh(p - y)) }),
  mutant('log cosh that loses small errors', logCosh, {
    value: (p, y) => (Math.abs(p - y) < 20 ? Math.log(Math.cosh(p - y)) : Math.abs(p - y) - Math.LN2),
  }),
  mutant('log cosh that takes its value for the argument of the slope', logCosh, {
    derivative: (p, y) => Math.tanh(logCosh.value(p, y)),
  }),
  mutant('binary cross-entropy clipped at 1e-15', binaryCrossEntropy, {
    value: (p, y) => binaryCrossEntropy.value(clip(p), y),
    derivative: (p, y) => (p === clip(p) || Number.isNaN(p) ? binaryCrossEntropy.derivative(p, y) : 0 * y),
  }),
  mutant('binary cross-entropy with log log p', binaryCrossEntropy, {
    value: (p, y) => -y * Math.log(Math.log(p)) - (1 - y) * Math.log(Math.log(1 - p)),
  }),
  mutant('binary cross-entropy with y and 1 - y swapped', binaryCrossEntropy, {
    value: (p, y) => binaryCrossEntropy.value(p, 1 - y),
    derivative: (p, y) => binaryCrossEntropy.derivative(p, 1 - y),
  }),
  mutant('binary cross-entropy with prediction and target swapped', binaryCrossEntropy, {
    value: (p, y) => binaryCrossEntropy.value(y, p),
  }),
  mutant('binary cross-entropy in which 0 log 0 is NaN', binaryCrossEntropy, {
    value: (p, y) => -(y * Math.log(p) + (1 - y) * Math.log1p(-p)),
  }),
  mutant('binary cross-entropy with the slope of its logit form', binaryCrossEntropy, { derivative: (p, y) => p - y }),
  mutant('binary cross-entropy whose 1 - p loses small p', binaryCrossEntropy, {
    value: (p, y) => (p === y ? 0 : -y * Math.log(p) - (1 - y) * Math.log(1 - p)),
  }),
  mutant('binary cross-entropy from logits with exp(z) that overflows', binaryCrossEntropyFromLogits, {
    value: (z, y) => Math.log(1 + Math.exp(z)) - y * z,
  }),
  mutant('binary cross-entropy from logits whose slope cancels in the tail', binaryCrossEntropyFromLogits, {
    derivative: (z, y) => 1 / (1 + Math.exp(-z)) - y,
  }),
  mutant('binary cross-entropy from logits whose value is cut off in the tail', binaryCrossEntropyFromLogits, {
    value: (z, y) => Math.max(z, 0) - z * y + Math.log(1 + Math.exp(-Math.abs(z))),
  }),
  mutant('binary cross-entropy from logits with a factor sigma too many', binaryCrossEntropyFromLogits, {
    derivative: (z, y) => binaryCrossEntropyFromLogits.derivative(z, y) / (1 + Math.exp(-z)),
  }),
  mutant('binary cross-entropy from logits with the slope in the target', binaryCrossEntropyFromLogits, {
    derivative: (z, y) => -z + 0 * y,
  }),
  mutant('binary cross-entropy from logits with another base of the logarithm', binaryCrossEntropyFromLogits, {
    value: (z, y) => binaryCrossEntropyFromLogits.value(z, y) / Math.LN2,
    derivative: (z, y) => binaryCrossEntropyFromLogits.derivative(z, y) / Math.LN2,
  }),
  mutant('hinge with the slope y', hinge, { derivative: (p, y) => -hinge.derivative(p, y) }),
  mutant('hinge without max', hinge, { value: (p, y) => 1 - y * p }),
  mutant('hinge with slope -y at its kink', hinge, { derivative: (p, y) => (1 - y * p >= 0 ? -y : 0 * (p + y)) }),
  mutant('squared hinge without the factor 2', squaredHinge, { derivative: (p, y) => -y * Math.max(0, 1 - y * p) }),
  mutant('poisson without its division', poisson, { derivative: (p, y) => p - y }),
  mutant('poisson without the count', poisson, { value: (p, y) => p - Math.log(p) + 0 * y }),
  mutant('poisson in which 0 log 0 is NaN', poisson, { value: (p, y) => p - y * Math.log(p) }),
  mutant('poisson with 1e-7 in its logarithm', poisson, {
    value: (p, y) => p - y * Math.log(p + 1e-7),
    derivative: (p, y) => 1 - y / (p + 1e-7),
  }),
  mutant('a bounded loss that is called convex', squaredError, {
    value: (p, y) => -Math.expm1(-((p - y) ** 2)),
    derivative: (p, y) => 2 * (p - y) * Math.exp(-((p - y) ** 2)),
  }),
  mutant('a convex loss that is called non-convex', squaredError, { convex: false }),
];

function mutant(name: string, right: Loss, mistake: Partial<Loss>): LossMutant {
  return { name, wrong: { ...right, ...mistake } };
}

function clip(p: number): number {
  return Math.min(1 - 1e-15, Math.max(1e-15, p));
}
