import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDerivative, checkGradient, matrix, real, vector, type MatrixLike } from './index.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

function softplusDerivative(x: number): number {
  return 1 / (1 + Math.exp(x));
}

interface Layer {
  readonly weights: MatrixLike;
  readonly bias: Float64Array;
}

const input = [0.5, -1, 2];

function outputs({ weights, bias }: Layer): number[] {
  return Array.from(bias, (b, i) => b + input.reduce((sum, x, j) => sum + weights.data[3 * i + j]! * x, 0));
}

function loss(layer: Layer): number {
  return outputs(layer).reduce((sum, y) => sum + Math.tanh(y), 0);
}

function lossGradient(layer: Layer): Layer {
  const delta = outputs(layer).map((y) => 1 - Math.tanh(y) ** 2);
  const data = Float64Array.from({ length: 6 }, (_, i) => (i === 5 ? 1 : input[i % 3]!) * delta[Math.floor(i / 3)]!);
  return { weights: { rows: 2, columns: 3, data }, bias: Float64Array.from(delta) };
}

describe('the README', () => {
  test('shows the report of the derivative that it checks', () => {
    expect(readme).toContain(messageOf(() => checkDerivative(softplus, softplusDerivative, { seed: 7 })));
  });

  test('shows the report of the gradient that it checks', () => {
    const entry = real({ low: -2, high: 2 });
    const layers = fc.record({ weights: matrix(entry, 2, 3), bias: vector(entry, 2) });
    expect(readme).toContain(messageOf(() => checkGradient(loss, lossGradient, layers, { seed: 7 })));
  });
});

function messageOf(check: () => unknown): string {
  try {
    check();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the check passed');
}
