import { binaryCrossEntropyFromLogits, Matrix, sigmoid } from '@handgrad/core-math';
import { checkGradient, demand, fact, fivePointDifference, law, type Law } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import {
  netInput,
  type Estimator,
  type fitLogisticRegression,
  type Likelihood,
  type LinearNeuron,
  type LogisticFit,
} from '../src/index.js';
import { binaryData, overlappingData, separableData } from './cases.js';

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

const lambdas = fc.constantFrom(0, 0.25, 1, 4);
const fitCases = fc.record({ data: overlappingData, lambda: lambdas });

/** What maximising the likelihood keeps. */
export function lawsOfLogisticFit({ value: fit }: Estimator<typeof fitLogisticRegression>): Law[] {
  return [
    law('at the maximum X^T (y - p) = 2 lambda w', fitCases, ({ data: { inputs, labels }, lambda }) => {
      const found = fit(inputs, labels, { lambda });
      demand(found.converged, () => `not converged: ${found.reason}`);
      let worst = 0;
      for (let j = 0; j < inputs.columns; j++) {
        let slope = -2 * lambda * found.weights[j]!;
        residuals(found, inputs, labels).forEach((r, i) => (slope += r * inputs.get(i, j)));
        worst = Math.max(worst, Math.abs(slope));
      }
      // At most 10 samples with |x| <= 4: rounding is some 1e-14.
      demand(worst <= 1e-10, () => `a slope of ${worst} is left`);
      return worst;
    }),
    law(
      'the mean prediction is the mean of y, whatever the penalty',
      fitCases,
      ({ data: { inputs, labels }, lambda }) => {
        const found = fit(inputs, labels, { lambda });
        const sum = residuals(found, inputs, labels).reduce((total, r) => total + r, 0);
        demand(Math.abs(sum) <= 1e-10, () => `sum of y - p is ${sum}`);
      },
    ),
    law(
      'no neuron nearby is more likely',
      fc.record({ at: fitCases, by: fc.constantFrom(-0.5, 0.01, 0.5) }),
      (drawn) => {
        const { data, lambda } = drawn.at;
        const found = fit(data.inputs, data.labels, { lambda });
        const top = objective(found, data.inputs, data.labels, lambda);
        flat(found).forEach((x, j) => {
          const other = neuronAt(flat(found).with(j, x + drawn.by));
          const there = objective(other, data.inputs, data.labels, lambda);
          demand(there <= top + 1e-12, () => `parameter ${j} + ${drawn.by}: ${there} > ${top}`);
        });
      },
    ),
    law('two groups: slope = log odds ratio, error = sqrt(1/a + 1/b + 1/c + 1/d)', twoByTwo, (table) => {
      const [a, b, c, d] = table;
      const found = fit(...samplesOf(table));
      const slope = Math.log((a * d) / (b * c));
      const error = Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d);
      demand(found.standardErrors !== null, () => `no standard errors: ${found.reason}`);
      const worst = Math.max(
        Math.abs(found.weights[0]! - slope),
        Math.abs(found.bias - Math.log(b / a)),
        Math.abs(found.standardErrors.weights[0]! - error),
        Math.abs(found.standardErrors.bias - Math.sqrt(1 / a + 1 / b)),
      );
      demand(
        worst <= 1e-10,
        () => `slope ${found.weights[0]} for ${slope}, error ${found.standardErrors?.weights[0]} for ${error}`,
      );
      return worst;
    }),
    law(
      'separable data are never a success, and come with a separating neuron',
      separableData,
      ({ inputs, labels }) => {
        const binary = labels.map((y) => (y + 1) / 2);
        const found = outcomeOf(fit, inputs, binary);
        if (found === null) return;
        demand(!found.converged && found.reason === 'separated', () => `reported ${found.reason}`);
        demand(found.standardErrors === null, () => 'standard errors of a maximum that does not exist');
        const { separation } = found;
        demand(separation.kind === 'complete', () => `reported ${separation.kind} separation`);
        const right = labels.every((y, i) => y * netInput(separation.direction, inputs.row(i)) > 0);
        demand(right, () => 'the direction does not separate');
      },
    ),
    law('a penalty brings the maximum back, if both classes are there', separableData, ({ inputs, labels }) => {
      const binary = labels.map((y) => (y + 1) / 2);
      const both = binary.includes(0) && binary.includes(1);
      const found = fit(inputs, binary, { lambda: 0.5 });
      demand(
        found.converged === both,
        () => `converged: ${found.converged} with ${both ? 'both classes' : 'one class'}`,
      );
    }),
    law('the units of a column do not matter', overlappingData, ({ inputs, labels }) => {
      const grams = new Matrix(inputs.rows, inputs.columns, inputs.data.map((x) => x * 1024)); // prettier-ignore
      const [one, other] = [fit(inputs, labels), fit(grams, labels)];
      one.weights.forEach((w, j) => {
        const back = other.weights[j]! * 1024;
        demand(Math.abs(back - w) <= 1e-9 * Math.max(1, Math.abs(w)), () => `weight ${j}: ${w} became ${back}`);
      });
    }),
  ];
}

/** Counts of a table: group 0 with y = 0 and 1, group 1 with y = 0 and 1. */
const twoByTwo = fc.tuple(...([1, 2, 3, 4] as const).map(() => fc.integer({ min: 1, max: 12 }))) as fc.Arbitrary<
  [number, number, number, number]
>;

function samplesOf(table: readonly [number, number, number, number]): [Matrix, number[]] {
  const groups: number[] = [];
  const labels: number[] = [];
  table.forEach((count, cell) => {
    for (let k = 0; k < count; k++) {
      groups.push(cell >> 1);
      labels.push(cell & 1);
    }
  });
  return [Matrix.column(groups), labels];
}

/** The fit, or null where the columns do not determine it: an error of its own, and rightly so. */
function outcomeOf(fit: typeof fitLogisticRegression, inputs: Matrix, labels: Float64Array): LogisticFit | null {
  try {
    return fit(inputs, labels);
  } catch (error) {
    if (error instanceof RangeError && error.message.includes('expected columns')) return null;
    throw error;
  }
}

function residuals(neuron: LinearNeuron, inputs: Matrix, labels: Float64Array): Float64Array {
  return labels.map((y, i) => y - sigmoid(netInput(neuron, inputs.row(i))));
}

function objective(neuron: LinearNeuron, inputs: Matrix, labels: Float64Array, lambda: number): number {
  let value = -lambda * neuron.weights.reduce((sum, w) => sum + w * w, 0);
  labels.forEach((y, i) => (value -= binaryCrossEntropyFromLogits(netInput(neuron, inputs.row(i)), y)));
  return value;
}

function flat(neuron: LinearNeuron): Float64Array {
  return Float64Array.of(...neuron.weights, neuron.bias);
}

function neuronAt(parameters: Float64Array): LinearNeuron {
  return { weights: parameters.slice(0, -1), bias: parameters.at(-1)! };
}
