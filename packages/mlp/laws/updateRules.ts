/** What each update rule does beyond the laws of all: its path in closed form, from sums over the past. */
import { demand, law, type Law } from '@handgrad/gradcheck';
import type { Optimizer } from '../src/contracts.js';
import { distanceOf } from './cases.js';
import { follow, paths, type Path } from './optimizers.js';

/** Four steps of a few roundings each, on numbers up to a thousand times the learning rate. */
const tolerance = 1e-12;

/** w_T = w_0 - eta sum of g_t */
export function lawsOfSgd(optimizer: Optimizer): readonly Law[] {
  const { learningRate } = optimizer.parameters;
  return [
    law('its path is the sum of the gradients', paths, (path) =>
      endsAt(optimizer, path, (g) => -learningRate * g.reduce((sum, x) => sum + x, 0)),
    ),
  ];
}

/** w_T = w_0 - eta sum of g_t (1 + beta + ... + beta^(T-t)): each gradient pushes again in every later step. */
export function lawsOfMomentum(optimizer: Optimizer): readonly Law[] {
  const { learningRate, momentum } = optimizer.parameters;
  const pushes = (times: number): number =>
    Array.from({ length: times }, (_, k) => momentum ** k).reduce((a, b) => a + b, 0);
  return [
    law('its path is the sum of the gradients, each pushing on in every later step', paths, (path) =>
      endsAt(optimizer, path, (g) => -learningRate * g.reduce((sum, x, t) => sum + x * pushes(g.length - t), 0)),
    ),
  ];
}

/** The hats are weighted means of the past gradients and squares, with weights beta^(T-t) that are made to add up to 1. */
export function lawsOfAdam(optimizer: Optimizer): readonly Law[] {
  const { learningRate, firstMomentDecay, secondMomentDecay, epsilon } = optimizer.parameters;
  const shift = (g: readonly number[]): number =>
    -learningRate *
    (weightedMean(g, firstMomentDecay) /
      (Math.sqrt(
        weightedMean(
          g.map((x) => x * x),
          secondMomentDecay,
        ),
      ) +
        epsilon));
  return [
    law('its path is made of weighted means of the past gradients and squares', paths, (path) =>
      endsAt(optimizer, path, (g) => g.reduce((sum, _, t) => sum + shift(g.slice(0, t + 1)), 0)),
    ),
    law('the first step has the length of the learning rate, whatever the scale of the gradient', paths, (path) =>
      endsAt(
        optimizer,
        { ...path, gradients: path.gradients.slice(0, 1) },
        ([g]) =>
          // Where |g| is not far above epsilon the step is shorter, by epsilon / |g|.
          -learningRate * Math.sign(g) * (1 / (1 + epsilon / Math.abs(g === 0 ? 1 : g))),
      ),
    ),
  ];
}

function weightedMean(values: readonly number[], decay: number): number {
  const weights = values.map((_, t) => decay ** (values.length - 1 - t));
  const total = weights.reduce((a, b) => a + b, 0);
  return values.reduce((sum, x, t) => sum + weights[t] * x, 0) / total;
}

/** Sees that each coordinate has moved by `shift` of the gradients that it met. */
function endsAt(optimizer: Optimizer, path: Path, shift: (gradients: readonly number[]) => number): number {
  const end = follow(optimizer, path).parameters;
  let worst = 0;
  for (const name in path.start) {
    for (let i = 0; i < path.start[name].data.length; i++) {
      const expected = path.start[name].data[i] + shift(path.gradients.map((g) => g[name].data[i]));
      const error = distanceOf(end[name].data[i], expected);
      demand(error <= tolerance, () => `${name}[${i}] ends at ${end[name].data[i]}, expected ${expected}`);
      worst = Math.max(worst, error);
    }
  }
  return worst;
}
