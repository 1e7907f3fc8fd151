import { Matrix, randomGenerator, sigmoid } from '@handgrad/core-math';
import { demand, law, real, vector, type Law } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import {
  initialNeuron,
  netInput,
  type Estimator,
  type fitAdaline,
  type fitNeuron,
  type LinearNeuron,
  type NeuronFit,
} from '../src/index.js';
import { seeds } from './cases.js';

/** The corners of a square and up to 3 points in it: 4 <= eigenvalues of X^T X (with a column of ones) <= 13. */
const samples = fc
  .array(vector(real({ low: -1, high: 1 }), 2), { maxLength: 3 })
  .map((inside) => Matrix.fromRows([[1, 1], [1, -1], [-1, 1], [-1, -1], ...inside])); // prettier-ignore
const most = 7;
/** eta = 2 n / (4 + 13): every epoch leaves at most 9/17 of the distance to the solution. */
const bestRate = (rows: number): number => (2 * rows) / 17;
/** (9/17)^55 = 6e-16. */
const epochs = 55;

const updates = fc.constantFrom<('batch' | 'fixed')[]>('batch', 'fixed');

/** What learning a linear neuron by the delta rule keeps. */
export function lawsOfAdalineFit({ value: fit }: Estimator<typeof fitAdaline>): Law[] {
  const cases = fc.record({ inputs: samples, values: vector(real({ low: -4, high: 4 }), most), update: updates });
  const whole = fc.record({
    weights: vector(fc.integer({ min: -6, max: 6 }), 2),
    bias: fc.integer({ min: -6, max: 6 }),
  });
  return [
    law('its limit is the least squares solution: X^T (z - t) = 0', cases, ({ inputs, values }) => {
      const targets = values.slice(0, inputs.rows);
      const found = fit(inputs, targets, { learningRate: bestRate(inputs.rows), epochs });
      const slopes = [0, 0, 0];
      targets.forEach((t, i) => {
        [...inputs.row(i), 1].forEach((x, j) => (slopes[j]! += (netInput(found, inputs.row(i)) - t) * x));
      });
      const worst = Math.max(...slopes.map(Math.abs));
      demand(worst <= 1e-12, () => `a slope of ${worst} is left`);
      return worst;
    }),
    law('one epoch is the delta rule', cases, ({ inputs, values, update }) => {
      const targets = values.slice(0, inputs.rows);
      const start = { weights: new Float64Array(2), bias: 0 };
      const error = (z: number, t: number): number => z - t;
      const expected = oneEpoch(start, inputs, targets, { error, rate: 0.25, update });
      return nearby(fit(inputs, targets, { learningRate: 0.25, epochs: 1, update }), expected);
    }),
    law('sample by sample, in any order, it finds an exact fit', fc.record({ inputs: samples, neuron: whole, seed: seeds }), ({ inputs, neuron, seed }) => {
      const targets = Float64Array.from({ length: inputs.rows }, (_, i) => netInput(neuron, inputs.row(i)));
      const random = randomGenerator(seed);
      // eta = 1/3 projects on the corner's own hyperplane: |(x, 1)|^2 = 3.
      return nearby(fit(inputs, targets, { learningRate: 1 / 3, epochs: 40, update: 'random', random }), neuron);
    }), // prettier-ignore
    law('losses are the means of (z - t)^2 / 2, and a batch never raises them', cases, ({ inputs, values }) => {
      const targets = values.slice(0, inputs.rows);
      const found = fit(inputs, targets, { learningRate: bestRate(inputs.rows), epochs: 8 });
      const loss = (neuron: LinearNeuron): number => meanOf(inputs, targets, (x, t) => (netInput(neuron, x) - t) ** 2 / 2);
      lossesAreRight(found, 8, loss({ weights: new Float64Array(2), bias: 0 }), loss(found));
    }), // prettier-ignore
  ];
}

/** What learning a sigmoid neuron by its squared error keeps. */
export function lawsOfNeuronFit({ value: fit }: Estimator<typeof fitNeuron>): Law[] {
  const cases = fc.record({ inputs: samples, values: vector(real({ low: 0, high: 1 }), most), update: updates, seed: seeds });
  return [
    law('one epoch is w + eta (t - o) o (1 - o) x', cases, ({ inputs, values, update, seed }) => {
      const targets = values.slice(0, inputs.rows);
      const error = (z: number, t: number): number => (sigmoid(z) - t) * sigmoid(z) * (1 - sigmoid(z));
      const start = initialNeuron(2, randomGenerator(seed));
      const expected = oneEpoch(start, inputs, targets, { error, rate: 2, update });
      return nearby(fit(inputs, targets, { learningRate: 2, epochs: 1, update, random: randomGenerator(seed) }), expected);
    }),
    law('losses are the means of (o - t)^2 / 2, and a batch never raises them', cases, ({ inputs, values, seed }) => {
      const targets = values.slice(0, inputs.rows);
      // The loss of a sample curves by less than 1/6 in z, by 1/2 in (w, b): 2 is below the critical rate of 4.
      const found = fit(inputs, targets, { learningRate: 2, epochs: 8, random: randomGenerator(seed) });
      const loss = (neuron: LinearNeuron): number => meanOf(inputs, targets, (x, t) => (sigmoid(netInput(neuron, x)) - t) ** 2 / 2);
      lossesAreRight(found, 8, loss(initialNeuron(2, randomGenerator(seed))), loss(found));
    }),
    law('the seed decides the fit', cases, ({ inputs, values, seed }) => {
      const run = (): NeuronFit =>
        fit(inputs, values.slice(0, inputs.rows), { learningRate: 1, epochs: 2, update: 'random', random: randomGenerator(seed) });
      nearby(run(), run());
    }),
  ];
} // prettier-ignore

/** One epoch by hand, from the error term dL/dz of a sample. */
function oneEpoch(
  start: LinearNeuron,
  inputs: Matrix,
  targets: Float64Array,
  by: { error: (z: number, target: number) => number; rate: number; update: 'batch' | 'fixed' },
): LinearNeuron {
  let neuron = start;
  let frozen = start;
  const rate = by.update === 'batch' ? by.rate / inputs.rows : by.rate;
  targets.forEach((t, i) => {
    const x = inputs.row(i);
    if (by.update === 'fixed') frozen = neuron;
    const step = rate * by.error(netInput(frozen, x), t);
    neuron = { weights: neuron.weights.map((w, j) => w - step * x[j]!), bias: neuron.bias - step };
  });
  return neuron;
}

function meanOf(inputs: Matrix, targets: Float64Array, loss: (input: Float64Array, target: number) => number): number {
  return targets.reduce((sum, t, i) => sum + loss(inputs.row(i), t), 0) / targets.length;
}

function lossesAreRight({ losses }: NeuronFit, count: number, first: number, last: number): void {
  demand(losses.length === count + 1, () => `${losses.length} losses of ${count} epochs`);
  // Losses of at most 8; rounding is some 1e-15.
  demand(Math.abs(losses[0]! - first) <= 1e-13, () => `first loss ${losses[0]}, expected ${first}`);
  demand(Math.abs(losses.at(-1)! - last) <= 1e-13, () => `last loss ${losses.at(-1)}, expected ${last}`);
  for (let k = 1; k < losses.length; k++) {
    demand(losses[k]! <= losses[k - 1]! + 1e-14, () => `epoch ${k}: ${losses[k - 1]} became ${losses[k]}`);
  }
}

/** The largest difference of two neurons whose numbers stay below some 10. */
function nearby(got: LinearNeuron, expected: LinearNeuron): number {
  const off = [...got.weights, got.bias].map((w, j) => Math.abs(w - (expected.weights[j] ?? expected.bias)));
  const worst = Math.max(...off);
  demand(worst <= 1e-12, () => `got ${String(got.weights)}, ${got.bias}, expected ${String(expected.weights)}, ${expected.bias}`);
  return worst;
} // prettier-ignore
