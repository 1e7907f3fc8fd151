/** Random matrices for the laws of layers, heads and optimizers: small, and off the kinks by construction. */
import { Matrix } from '@handgrad/core-math';
import { matrix, real, type MatrixLike } from '@handgrad/gradcheck';
import type * as fc from 'fast-check';
import type { Parameters } from '../src/contracts.js';

/** Entries of output gradients and parameters, in [-1, 1]. */
export const slope: fc.Arbitrary<number> = real({ low: -1, high: 1 });

/** Entries of directions: 0, or large enough that a step of 1e-4 along it moves any point. */
export const heading: fc.Arbitrary<number> = slope.map((x) => (Math.abs(x) < 1e-6 ? 0 : x));

export function matrices(element: fc.Arbitrary<number>, rows: number, columns: number): fc.Arbitrary<Matrix> {
  return matrix(element, rows, columns).map(adopted);
}

/** gradcheck works on plain objects of the shape of a Matrix. */
export function adopted({ rows, columns, data }: MatrixLike): Matrix {
  return new Matrix(rows, columns, data);
}

export function adoptedAll(parameters: Readonly<Record<string, MatrixLike>>): Parameters {
  return Object.fromEntries(Object.entries(parameters).map(([name, m]) => [name, adopted(m)]));
}

/** Moves x out of the neighbourhoods of the kinks: away from the first that is near, and on past the next. */
export function awayFrom(kinks: readonly number[], x: number, margin = 0.01): number {
  const nearTo = (y: number): number | undefined => kinks.find((kink) => Math.abs(y - kink) < margin);
  let near = nearTo(x);
  if (near === undefined) return x;
  const side = x < near ? -1 : 1;
  let moved = x;
  for (; near !== undefined; near = nearTo(moved)) moved = near + side * 1.5 * margin;
  return moved;
}

/** The sum of a_ij b_ij: a directional derivative, when one is a gradient and the other the direction. */
export function dot(a: Matrix, b: Matrix): number {
  return a.data.reduce((sum, x, i) => sum + x * b.data[i], 0);
}

/** The sum of the dots of all parameters. */
export function dotAll(a: Parameters, b: Parameters): number {
  return Object.keys(a).reduce((sum, name) => sum + dot(a[name], b[name]), 0);
}

/** Whether all numbers are the same, bit for bit but for the payload of NaN. */
export function sameBits(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}

export function sameMatrix(a: Matrix, b: Matrix): boolean {
  return a.rows === b.rows && a.columns === b.columns && sameBits(a.data, b.data);
}

export function sameParameters(a: Parameters, b: Parameters): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => name in b && sameMatrix(a[name], b[name]));
}

export function copied(parameters: Parameters): Parameters {
  return Object.fromEntries(Object.entries(parameters).map(([name, m]) => [name, m.copy()]));
}

/** The largest |a - b| relative to max(1, |b|); Infinity where one is NaN or the shapes differ. */
export function distance(a: Matrix, b: Matrix): number {
  if (a.rows !== b.rows || a.columns !== b.columns) return Infinity;
  let worst = 0;
  for (let i = 0; i < a.data.length; i++) worst = Math.max(worst, distanceOf(a.data[i], b.data[i]));
  return worst;
}

/** |got - expected| relative to max(1, |expected|); Infinity when that is no number. */
export function distanceOf(got: number, expected: number): number {
  const error = Math.abs(got - expected) / Math.max(1, Math.abs(expected));
  return Number.isNaN(error) ? Infinity : error;
}

/** a + t b */
export function moved(a: Matrix, b: Matrix, t: number): Matrix {
  return Matrix.generate(a.rows, a.columns, (i, j) => a.get(i, j) + t * b.get(i, j));
}

export function movedAll(a: Parameters, b: Parameters, t: number): Parameters {
  return Object.fromEntries(Object.keys(a).map((name) => [name, moved(a[name], b[name], t)]));
}
