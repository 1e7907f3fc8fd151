import { binaryCrossEntropyFromLogits, Matrix } from '@handgrad/core-math';
import { checkGradient, demand, fact, fivePointDifference, law, type Law } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import { netInput, type Likelihood, type LinearNeuron } from '../src/index.js';
import { binaryData } from './cases.js';

/** What the log-likelihood and the mean log-loss of a sigmoid neuron keep. */
export function lawsOfLikelihood(formula: Likelihood): Law[] {
  const { value, gradient, hessian } = formula;
  const sign = formula.curvature === 'concave' ? -1 : 1;
  const share = (samples: number): number => (formula.curvature === 'concave' ? -1 : 1 / samples);
  return [
    law('gradient agrees with finite differences', binaryData, ({ neuron, inputs, labels }) => {
      return checkGradient(
        (p) => value(p, inputs, labels),
        (p) => gradient(p, inputs, labels),
        neuron,
        { name: formula.name },
      ).worstError;
    }),
    law('Hessian agrees with finite differences of the gradient', binaryData, ({ neuron, inputs, labels }) => {
      const at = flat(neuron);
      const second = hessian(neuron, inputs, labels);
      let worst = 0;
      at.forEach((_, k) => {
        at.forEach((_, j) => {
          const slope = (x: number): number => flat(gradient(neuronAt(at.with(k, x)), inputs, labels))[j]!;
          const error = Math.abs(second.get(j, k) - fivePointDifference(slope, at[k]!));
          worst = Math.max(worst, error);
        });
      });
      // The five-point difference leaves h^4 / 30 times the fifth derivative of the gradient: with 4 samples, |x| <= 4 and
      // h = 1e-3 up to 4e-9 (seen: 3e-9).
      demand(worst <= 1e-7, () => `error ${worst}`);
      return worst;
    }),
    law('is the cross-entropy of the labels, summed or averaged', binaryData, ({ neuron, inputs, labels }) => {
      let sum = 0;
      labels.forEach((y, i) => (sum += binaryCrossEntropyFromLogits(netInput(neuron, inputs.row(i)), y)));
      const expected = sum * share(inputs.rows);
      const got = value(neuron, inputs, labels);
      demand(Math.abs(got - expected) <= 1e-13 * Math.abs(expected), () => `expected ${expected}, got ${got}`);
    }),
    law(
      `is ${formula.curvature}: the middle of a chord`,
      fc.record({ at: binaryData, step: fc.integer({ min: -4, max: 4 }) }),
      (drawn) => {
        const { neuron, inputs, labels } = drawn.at;
        const there = { weights: neuron.weights.map((w) => w + drawn.step), bias: neuron.bias - 1 };
        const middle = { weights: neuron.weights.map((w) => w + drawn.step / 2), bias: neuron.bias - 0.5 };
        const chord = (value(neuron, inputs, labels) + value(there, inputs, labels)) / 2;
        const bend = sign * (chord - value(middle, inputs, labels));
        demand(bend >= -1e-12, () => `the chord lies on the other side by ${-bend}`);
      },
    ),
    law('the Hessian is symmetric and semidefinite', binaryData, ({ neuron, inputs, labels }) => {
      const second = hessian(neuron, inputs, labels);
      const v = flat(neuron);
      let form = 0;
      for (let j = 0; j < v.length; j++) {
        for (let k = 0; k < v.length; k++) {
          form += v[j]! * second.get(j, k) * v[k]!;
          demand(second.get(j, k) === second.get(k, j), () => `entries ${j}, ${k} differ`);
        }
      }
      demand(sign * form >= -1e-12, () => `v^T H v = ${form}`);
    }),
    fact('takes no logarithm of 0: a sure and wrong neuron costs exactly |z|', () => {
      for (const z of [40, 800, 1e6]) {
        const got = value({ weights: Float64Array.of(z), bias: 0 }, Matrix.column([-1]), [1]);
        demand(Math.abs(got - share(1) * z) <= 1e-15 * z, () => `at z = ${-z} got ${got}`);
      }
    }),
    fact('keeps the digits of a small gradient: a sure and right neuron still learns e^-|z|', () => {
      for (const z of [20, 40, 300]) {
        const { weights } = gradient({ weights: Float64Array.of(z), bias: 0 }, Matrix.column([1]), [1]);
        const expected = -share(1) * (Math.exp(-z) / (1 + Math.exp(-z)));
        demand(Math.abs(weights[0]! - expected) <= 1e-14 * Math.abs(expected), () => `at z = ${z} got ${weights[0]}`);
      }
    }),
  ];
}

function flat(neuron: LinearNeuron): Float64Array {
  return Float64Array.of(...neuron.weights, neuron.bias);
}

function neuronAt(parameters: Float64Array): LinearNeuron {
  return { weights: parameters.slice(0, -1), bias: parameters.at(-1)! };
}
