import * as fc from 'fast-check';
import { relu, reluDerivative } from './formulas.test-support.js';
import { matrix, type MatrixLike } from '../arbitraries/matrix.js';
import { real } from '../arbitraries/real.js';
import { vector } from '../arbitraries/vector.js';

/** Parameters of y = v . relu(W x + b), for one fixed x: f = y^2 / 2. */
export interface Network {
  readonly weights: MatrixLike;
  readonly bias: Float64Array;
  readonly output: Float64Array;
}

export const input = [0.5, -1.25, 2];

export function hidden({ weights, bias }: Network): number[] {
  return Array.from(
    bias,
    (b, i) => b + input.reduce((sum, x, j) => sum + x * weights.data[i * weights.columns + j]!, 0),
  );
}

export function loss(network: Network): number {
  const y = hidden(network).reduce((sum, z, i) => sum + network.output[i]! * relu(z), 0);
  return (y * y) / 2;
}

export function lossGradient(network: Network): Network {
  const z = hidden(network);
  const y = z.reduce((sum, each, i) => sum + network.output[i]! * relu(each), 0);
  const delta = z.map((each, i) => y * network.output[i]! * reluDerivative(each));
  const data = delta.flatMap((d) => input.map((x) => d * x));
  return {
    weights: { ...network.weights, data: Float64Array.from(data) },
    bias: Float64Array.from(delta),
    output: Float64Array.from(z, (each) => y * relu(each)),
  };
}

export const entry = real({ low: -2, high: 2 });
export const networks = fc
  .integer({ min: 1, max: 4 })
  .chain((units) =>
    fc.record({ weights: matrix(entry, units, 3), bias: vector(entry, units), output: vector(entry, units) }),
  );
export const network: Network = {
  weights: { rows: 2, columns: 3, data: Float64Array.of(1, 2, 3, 0.5, -1, 0.25) },
  bias: Float64Array.of(0.5, 1),
  output: Float64Array.of(1, -2),
};

export function changed(change: (gradient: Network) => Partial<Network>): (network: Network) => Network {
  return (at) => {
    const gradient = lossGradient(at);
    return { ...gradient, ...change(gradient) };
  };
}

/** Gradients with the mistakes that people make. */
export const wrongGradients: Record<string, (network: Network) => Network> = {
  'sign slip in the bias': changed(({ bias }) => ({ bias: bias.map((x) => -x) })),
  'missing factor in the weights': changed(({ weights }) => ({
    weights: { ...weights, data: weights.data.map((x) => x / 2) },
  })),
  'output weights left at 0': changed(({ output }) => ({ output: output.map(() => 0) })),
  'one entry of the weights wrong': changed(({ weights }) => ({
    weights: { ...weights, data: weights.data.map((x, i) => (i === weights.data.length - 1 ? x + 0.01 : x)) },
  })),
  'derivative of ReLU forgotten': (at) => lossGradientWithout(at),
  'NaN in one entry': changed(({ bias }) => ({ bias: bias.map((x, i) => (i === 0 ? NaN : x)) })),
  'Infinity in one entry': changed(({ bias }) => ({ bias: bias.map((x, i) => (i === 0 ? Infinity : x)) })),
};

export function lossGradientWithout(at: Network): Network {
  const z = hidden(at);
  const y = z.reduce((sum, each, i) => sum + at.output[i]! * relu(each), 0);
  return { ...lossGradient(at), bias: at.output.map((v) => y * v) };
}
