import type { MatrixLike } from '../arbitraries/matrix.js';
import { parkMiller } from '../numbers/parkMiller.js';

/** Parameters of 784-512-10 with ReLU and the cross-entropy of a softmax, for one sample: plain loops, nothing clever. */
export interface LargeNetwork {
  readonly hidden: MatrixLike;
  readonly hiddenBias: Float64Array;
  readonly output: MatrixLike;
  readonly outputBias: Float64Array;
}

const [inputs, units, classes, label] = [784, 512, 10, 3];
const random = parkMiller(1);

export const largeNetwork: LargeNetwork = {
  hidden: { rows: units, columns: inputs, data: numbers(units * inputs, 0.1) },
  hiddenBias: numbers(units, 0.1),
  output: { rows: classes, columns: units, data: numbers(classes * units, 0.2) },
  outputBias: numbers(classes, 0.1),
};
const sample = numbers(inputs, 1);

export function largeLoss(network: LargeNetwork): number {
  return -Math.log(forward(network).probabilities[label]!);
}

export function largeGradient(network: LargeNetwork): LargeNetwork {
  const { sums, activations, probabilities } = forward(network);
  const deltas = probabilities.map((p, i) => p - (i === label ? 1 : 0));
  const hidden = new Float64Array(units * inputs);
  const hiddenBias = new Float64Array(units);
  const output = new Float64Array(classes * units);
  for (let i = 0; i < classes; i++) {
    for (let j = 0; j < units; j++) {
      output[i * units + j] = deltas[i]! * activations[j]!;
      if (sums[j]! > 0) hiddenBias[j]! += deltas[i]! * network.output.data[i * units + j]!;
    }
  }
  for (let i = 0; i < units; i++) {
    for (let j = 0; j < inputs; j++) hidden[i * inputs + j] = hiddenBias[i]! * sample[j]!;
  }
  return {
    hidden: { rows: units, columns: inputs, data: hidden },
    hiddenBias,
    output: { rows: classes, columns: units, data: output },
    outputBias: deltas,
  };
}

interface Forward {
  readonly sums: Float64Array;
  readonly activations: Float64Array;
  readonly probabilities: Float64Array;
}

function forward({ hidden, hiddenBias, output, outputBias }: LargeNetwork): Forward {
  const sums = affine(hidden, hiddenBias, sample);
  const activations = sums.map((sum) => Math.max(0, sum));
  const logits = affine(output, outputBias, activations);
  const largest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - largest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return { sums, activations, probabilities: powers.map((power) => power / total) };
}

function affine({ rows, columns, data }: MatrixLike, bias: Float64Array, x: Float64Array): Float64Array {
  const result = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let sum = bias[i]!;
    for (let j = 0; j < columns; j++) sum += data[i * columns + j]! * x[j]!;
    result[i] = sum;
  }
  return result;
}

function numbers(length: number, size: number): Float64Array {
  return new Float64Array(length).map(() => size * (random() - 0.5));
}
