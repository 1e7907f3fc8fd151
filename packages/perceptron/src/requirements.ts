/** What the functions of this package ask of their arguments: checked once, where data come in. */
import { Matrix, type Random } from '@handgrad/core-math';
import type { LinearNeuron, Targets } from './contracts.js';

/** A Matrix with at least one sample and at least one input. */
export function requireSamples(where: string, inputs: Matrix): void {
  if (!(inputs instanceof Matrix)) {
    throw new TypeError(`${where}: expected inputs as a Matrix, got ${kindOf(inputs)}. Use Matrix.fromRows(rows).`);
  }
  if (inputs.rows < 1 || inputs.columns < 1) {
    throw new RangeError(
      `${where}: expected at least 1 sample with at least 1 input, got a ${inputs.shape} matrix. Pass one sample a row.`,
    );
  }
}

/** A data set to learn from: samples without NaN and Infinity. */
export function requireInputs(where: string, inputs: Matrix): void {
  requireSamples(where, inputs);
  const at = inputs.data.findIndex((x) => !Number.isFinite(x));
  if (at >= 0) {
    const row = Math.floor(at / inputs.columns);
    throw new RangeError(
      `${where}: expected finite inputs, got ${inputs.data[at]} in row ${row}, column ${at % inputs.columns}. Drop the sample or fill in the missing value.`,
    );
  }
}

/** One target for each sample, each one passing `allowed`; returned as plain numbers. */
export function requireTargets(
  where: string,
  targets: Targets,
  samples: number,
  allowed: { readonly test: (target: number) => boolean; readonly rule: string; readonly advice: string },
): Float64Array {
  if (
    typeof targets !== 'object' ||
    targets === null ||
    (!(targets instanceof Matrix) && !Number.isInteger(targets.length))
  ) {
    throw new TypeError(
      `${where}: expected targets as a list of numbers or an n x 1 matrix, got ${kindOf(targets)}. Pass one number for each sample.`,
    );
  }
  if (targets instanceof Matrix && targets.columns !== 1) {
    throw new RangeError(
      `${where}: expected targets in a ${samples} x 1 matrix, got ${targets.shape}. Pass one number a sample.`,
    );
  }
  const given = targets instanceof Matrix ? targets.data : targets;
  const values = given instanceof Float64Array ? given : Float64Array.from(given);
  if (values.length !== samples) {
    throw new RangeError(
      `${where}: expected ${samples} targets for ${samples} samples, got ${values.length}. Pass one target for each row of the inputs.`,
    );
  }
  const at = values.findIndex((y) => !allowed.test(y));
  if (at >= 0)
    throw new RangeError(`${where}: expected ${allowed.rule}, got ${values[at]} for sample ${at}. ${allowed.advice}`);
  return values;
}

/** Labels -1 and 1. */
export const signLabels = Object.freeze({
  test: (y: number) => y === -1 || y === 1,
  rule: 'labels -1 or 1',
  advice: 'Map a class 0 to -1: 2 * y - 1.',
});

/** Labels 0 and 1. */
export const binaryLabels = Object.freeze({
  test: (y: number) => y === 0 || y === 1,
  rule: 'labels 0 or 1',
  advice: 'Map labels -1 and 1 by (y + 1) / 2.',
});

/** Any finite number. */
export const finiteTargets = Object.freeze({
  test: (y: number) => Number.isFinite(y),
  rule: 'finite targets',
  advice: 'Drop the sample or fill in the missing value.',
});

/** What a sigmoid can answer: numbers from 0 to 1. */
export const unitTargets = Object.freeze({
  test: (y: number) => y >= 0 && y <= 1,
  rule: 'targets from 0 to 1, where a sigmoid can answer them',
  advice: 'Rescale the targets.',
});

/** Class indices 0 .. count - 1. */
export function classLabels(count: number): { test: (y: number) => boolean; rule: string; advice: string } {
  return {
    test: (y) => Number.isInteger(y) && y >= 0 && y < count,
    rule: `class indices from 0 to ${count - 1}`,
    advice: 'Encode the labels as integers that start at 0.',
  };
}

/** A neuron with as many weights as the samples have inputs. */
export function requireNeuron(where: string, neuron: LinearNeuron, inputs: number): void {
  if (neuron.weights.length !== inputs) {
    throw new RangeError(
      `${where}: expected ${inputs} weights for ${inputs} inputs, got ${neuron.weights.length}. Give each input one weight.`,
    );
  }
}

/** A number > 0, not infinite: a learning rate, a tolerance. */
export function requirePositive(where: string, name: string, value: number): void {
  if (!(typeof value === 'number' && value > 0 && value < Infinity)) {
    throw new RangeError(`${where}: expected a ${name} > 0, got ${value}. Try 0.1.`);
  }
}

/** A number >= 0, not infinite: a penalty. */
export function requireNonNegative(where: string, name: string, value: number): void {
  if (!(typeof value === 'number' && value >= 0 && value < Infinity)) {
    throw new RangeError(`${where}: expected a ${name} >= 0, got ${value}. Pass 0 for none.`);
  }
}

/** A whole number >= 1: epochs, iterations, a batch size. */
export function requireCount(where: string, name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1) {
    throw new RangeError(`${where}: expected a whole number of ${name} >= 1, got ${value}. Pass a number such as 100.`);
  }
}

/** Options as an object. */
export function requireOptions(where: string, options: unknown): void {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(
      `${where}: expected options as an object, got ${kindOf(options)}. Pass them by name, such as { learningRate: 0.1, epochs: 100 }.`,
    );
  }
}

/** A generator of random numbers. */
export function requireRandom(where: string, random: Random): void {
  if (typeof (random as Partial<Random> | null | undefined)?.permutation !== 'function') {
    throw new TypeError(
      `${where}: expected a generator as random, got ${kindOf(random)}. Pass { random: randomGenerator(1) }.`,
    );
  }
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value;
}
