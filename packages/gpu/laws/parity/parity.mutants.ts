/** Wrong kernels: a slip of a sign, a factor that is missing, a tail cut off. Each has to be seen. */
import { normalTailInSingle } from '../../src/activations/gelu.js';
import { geluTanhOdds } from '../../src/activations/geluTanh.js';
import type { KernelFunction } from '../../src/contracts.js';

export interface WrongKernel {
  readonly part: string;
  readonly kernel: KernelFunction;
}

function geluWithoutTail(x: number): number {
  return x < -3 ? 0 : x * (1 - normalTailInSingle(x));
}
function geluSlopeWithWrongSign(x: number): number {
  const q = normalTailInSingle(Math.abs(x));
  const slope = x * 0.3989422804014327 * Math.exp((-x * x) / 2);
  return x < 0 ? q - slope : 1 - q - slope;
}
function geluTanhOfHalf(x: number): number {
  return x < 0 ? (x * geluTanhOdds(x / 2)) / (1 + geluTanhOdds(x / 2)) : x / (1 + geluTanhOdds(x / 2));
}
function geluTanhSlopeWithoutCube(x: number): number {
  const e = geluTanhOdds(x);
  const growth = 1.5957691216057308 * x;
  return (x < 0 ? e * (1 + e + growth) : 1 + e * (1 + growth)) / ((1 + e) * (1 + e));
}
function reluSlopeOfOneAtKink(x: number): number {
  return x >= 0 ? 1 : 0;
}
function eluWithoutAlpha(x: number, alpha: number): number {
  return x > 0 ? x * alpha : Math.expm1(2 * x);
}
function tanhByExponentials(x: number): number {
  return (Math.exp(x) - Math.exp(-x)) / (Math.exp(x) + Math.exp(-x));
}
function softplusOfExponential(x: number): number {
  return Math.log(1 + Math.exp(x));
}
function sigmoidSlopeFromInput(y: number): number {
  return y * (1 + y);
}
function penaltySlopeWithoutTwo(weight: number, strength: number): number {
  return strength * weight;
}
function netWithSwappedStrengths(weight: number, l1: number, l2: number): number {
  return 10 * l2 * Math.abs(weight) + l1 * weight * weight;
}
function huberWithoutHalf(prediction: number, target: number, delta: number): number {
  const error = Math.abs(prediction - target);
  return error <= delta ? error * error : delta * (error - 0.5 * delta);
}
function entropyOfOneSide(prediction: number, target: number): number {
  return prediction === 0 && target === 0 ? 0 : -target * Math.log(prediction);
}
function hingeSlopeAtMargin(prediction: number, target: number): number {
  return 1 - target * prediction >= 0 ? -target : 0;
}
function poissonPlusSmall(prediction: number, target: number): number {
  return prediction - target * Math.log(prediction + 1e-7);
}

export const wrongKernels: readonly WrongKernel[] = [
  { part: 'activations/gelu/value', kernel: { formula: geluWithoutTail, helpers: [normalTailInSingle] } },
  { part: 'activations/gelu/derivative', kernel: { formula: geluSlopeWithWrongSign, helpers: [normalTailInSingle] } },
  { part: 'activations/geluTanh/value', kernel: { formula: geluTanhOfHalf, helpers: [geluTanhOdds] } },
  { part: 'activations/geluTanh/derivative', kernel: { formula: geluTanhSlopeWithoutCube, helpers: [geluTanhOdds] } },
  { part: 'activations/relu/derivative', kernel: { formula: reluSlopeOfOneAtKink } },
  { part: 'activations/elu/value', kernel: { formula: eluWithoutAlpha, numbers: [1] } },
  { part: 'activations/tanh/value', kernel: { formula: tanhByExponentials } },
  { part: 'activations/softplus/value', kernel: { formula: softplusOfExponential } },
  { part: 'activations/sigmoid/derivativeFromValue', kernel: { formula: sigmoidSlopeFromInput } },
  { part: 'regularizers/l2/derivative', kernel: { formula: penaltySlopeWithoutTwo, numbers: [0.01] } },
  { part: 'regularizers/elasticNet/value', kernel: { formula: netWithSwappedStrengths, numbers: [0.01, 0.01] } },
  { part: 'losses/huber/value', kernel: { formula: huberWithoutHalf, numbers: [1] } },
  { part: 'losses/binaryCrossEntropy/value', kernel: { formula: entropyOfOneSide } },
  { part: 'losses/hinge/derivative', kernel: { formula: hingeSlopeAtMargin } },
  { part: 'losses/poisson/value', kernel: { formula: poissonPlusSmall } },
];
