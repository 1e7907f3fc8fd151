import { binaryCrossEntropyFromLogits, Matrix, sigmoid } from '@handgrad/core-math';
import { demand, law, type Law } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import {
  netInput,
  type Estimator,
  type fitLogisticRegression,
  type LinearNeuron,
  type LogisticFit,
} from '../src/index.js';
import { overlappingData, separableData } from './cases.js';

const strengths = fc.constantFrom(0, 0.25, 1, 4);
const fitCases = fc.record({ data: overlappingData, l2: strengths });

/** What maximising the likelihood keeps. */
export function lawsOfLogisticFit({ value: fit }: Estimator<typeof fitLogisticRegression>): Law[] {
  return [
    law('at the maximum X^T (y - p) = 2 l2 w', fitCases, ({ data: { inputs, labels }, l2 }) => {
      const found = fit(inputs, labels, { l2 });
      demand(found.converged, () => `not converged: ${found.reason}`);
      let worst = 0;
      for (let j = 0; j < inputs.columns; j++) {
        let slope = -2 * l2 * found.weights[j]!;
        residuals(found, inputs, labels).forEach((r, i) => (slope += r * inputs.get(i, j)));
        worst = Math.max(worst, Math.abs(slope));
      }
      // At most 10 samples with |x| <= 4: rounding is some 1e-14.
      demand(worst <= 1e-10, () => `a slope of ${worst} is left`);
      return worst;
    }),
    law('the mean prediction is the mean of y, whatever the penalty', fitCases, ({ data: { inputs, labels }, l2 }) => {
      const found = fit(inputs, labels, { l2 });
      const sum = residuals(found, inputs, labels).reduce((total, r) => total + r, 0);
      demand(Math.abs(sum) <= 1e-10, () => `sum of y - p is ${sum}`);
    }),
    law(
      'no neuron nearby is more likely',
      fc.record({ at: fitCases, by: fc.constantFrom(-0.5, 0.01, 0.5) }),
      (drawn) => {
        const { data, l2 } = drawn.at;
        const found = fit(data.inputs, data.labels, { l2 });
        const top = objective(found, data.inputs, data.labels, l2);
        flat(found).forEach((x, j) => {
          const other = neuronAt(flat(found).with(j, x + drawn.by));
          const there = objective(other, data.inputs, data.labels, l2);
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
      const found = fit(inputs, binary, { l2: 0.5 });
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

function objective(neuron: LinearNeuron, inputs: Matrix, labels: Float64Array, l2: number): number {
  let value = -l2 * neuron.weights.reduce((sum, w) => sum + w * w, 0);
  labels.forEach((y, i) => (value -= binaryCrossEntropyFromLogits(netInput(neuron, inputs.row(i)), y)));
  return value;
}

function flat(neuron: LinearNeuron): Float64Array {
  return Float64Array.of(...neuron.weights, neuron.bias);
}

function neuronAt(parameters: Float64Array): LinearNeuron {
  return { weights: parameters.slice(0, -1), bias: parameters.at(-1)! };
}
