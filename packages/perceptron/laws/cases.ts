/** The neurons and data sets that the laws of this package draw. */
import { Matrix } from '@handgrad/core-math';
import { matrix, real, vector } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import { netInput, type LinearNeuron } from '../src/index.js';

/** Numbers that a student can follow by hand, tails included up to 8. */
const moderate = real({ low: -8, high: 8 });
/** Small whole numbers: sums and products of them are exact. */
const whole = fc.integer({ min: -6, max: 6 }).map((n) => n + 0);

/** A neuron with d inputs and one input for it. */
export interface NeuronCase {
  readonly neuron: LinearNeuron;
  readonly input: Float64Array;
}

function neuronCases(element: fc.Arbitrary<number>): fc.Arbitrary<NeuronCase> {
  return fc.integer({ min: 1, max: 3 }).chain((d) =>
    fc.record({
      neuron: fc.record({ weights: vector(element, d), bias: element }),
      input: vector(element, d),
    }),
  );
}

/** Real weights and inputs. */
export const realNeurons: fc.Arbitrary<NeuronCase> = neuronCases(moderate);
/** Whole weights and inputs, so that z is exact. */
export const wholeNeurons: fc.Arbitrary<NeuronCase> = neuronCases(whole);
/** Whole weights, inputs and bias with z = 0. */
export const neuronsAtZero: fc.Arbitrary<NeuronCase> = wholeNeurons.map(({ neuron, input }) => ({
  neuron: { weights: neuron.weights, bias: 0 - netInput({ weights: neuron.weights, bias: 0 }, input) },
  input,
}));

/** Samples with labels, and a neuron. */
export interface DataCase {
  readonly neuron: LinearNeuron;
  readonly inputs: Matrix;
  readonly labels: Float64Array;
}

/** 1 to 4 samples with up to 2 inputs, labels 0 and 1 in any mixture, and any neuron. */
export const binaryData: fc.Arbitrary<DataCase> = fc
  .record({ rows: fc.integer({ min: 1, max: 4 }), columns: fc.integer({ min: 1, max: 2 }) })
  .chain(({ rows, columns }) =>
    fc.record({
      neuron: fc.record({ weights: vector(real({ low: -3, high: 3 }), columns), bias: real({ low: -3, high: 3 }) }),
      inputs: matrix(real({ low: -4, high: 4 }), rows, columns).map(adopt),
      labels: vector(fc.integer({ min: 0, max: 1 }), rows),
    }),
  );

/**
 * Data whose likelihood has one maximum: some samples with any labels, and the corners (0, 0), (1, 0), (0, 1) once with each
 * label, so that no line separates and the columns are independent.
 */
export const overlappingData: fc.Arbitrary<DataCase> = binaryData.map(({ neuron, inputs, labels }) => {
  const columns = inputs.columns;
  const corners = Array.from({ length: columns + 1 }, (_, k) =>
    Array.from({ length: columns }, (_, j) => +(j + 1 === k)),
  );
  const rows = [...inputs.toRows(), ...corners, ...corners];
  return {
    neuron,
    inputs: Matrix.fromRows(rows),
    labels: Float64Array.of(...labels, ...corners.map(() => 0), ...corners.map(() => 1)),
  };
});

/** Samples with labels -1 and 1 that a neuron with whole weights separates, its margin at least 1 / length. */
export interface SeparableCase {
  readonly inputs: Matrix;
  readonly labels: Float64Array;
  readonly separator: LinearNeuron;
}

/** Whole samples off a hyperplane with whole weights, labelled by their side. */
export const separableData: fc.Arbitrary<SeparableCase> = fc.integer({ min: 1, max: 3 }).chain((d) =>
  fc
    .record({
      weights: vector(fc.integer({ min: -3, max: 3 }), d).filter((w) => w.some((x) => x !== 0)),
      bias: fc.integer({ min: -3, max: 3 }),
      samples: fc.array(vector(fc.integer({ min: -4, max: 4 }), d), { minLength: 1, maxLength: 8 }),
    })
    .map(({ weights, bias, samples }) => {
      const separator = { weights, bias };
      // A sample on the hyperplane moves off it: the coordinate of the first weight that is not 0 changes by one.
      const axis = weights.findIndex((w) => w !== 0);
      const placed = samples.map((x) => (netInput(separator, x) === 0 ? x.with(axis, x[axis]! + 1) : x));
      const labels = Float64Array.from(placed, (x) => Math.sign(netInput(separator, x)));
      return { inputs: Matrix.fromRows(placed), labels, separator };
    }),
);

/** A seed for a generator. */
export const seeds: fc.Arbitrary<number> = fc.integer({ min: 0, max: 1_000_000 });

function adopt(plain: { rows: number; columns: number; data: Float64Array }): Matrix {
  return new Matrix(plain.rows, plain.columns, plain.data);
}
