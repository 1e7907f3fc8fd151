/** The numbers at which devices are compared with core-math: drawn from one seed, and hard ones. */
import { randomGenerator, type Activation, type Interval, type Loss, type Random } from '@handgrad/core-math';
import type { PartInput } from './parts.js';

/** What has rules of its own, and what devices may make something else of. */
export const specialNumbers: readonly number[] = [NaN, Infinity, -Infinity, -0, 1e-40, -1e-40];

/** float32's largest number, and the smallest that has all its digits. */
const [largest, smallest] = [3.4028234663852886e38, 1.1754943508222875e-38];

/** Every size that float32 has, and where e^x ends. */
const hard: readonly number[] = [
  0,
  ...[
    smallest,
    1e-30,
    1e-20,
    1e-10,
    1e-7,
    1e-5,
    1e-3,
    0.01,
    0.25,
    0.35,
    0.5,
    0.75,
    1,
    2,
    5,
    10,
    17,
    30,
    60,
    86,
    88,
    90,
  ],
  ...[100, 104, 200, 1e3, 1e4, 1e7, 1e10, 1e15, 1e19, 1e30, largest],
].flatMap((size) => (size === 0 ? [0] : [size, -size]));

/** -16, ..., 16 in steps of an eighth. */
const grid: readonly number[] = Array.from({ length: 257 }, (_, i) => i / 8 - 16);

/** A generator of its own for each formula, whatever the others draw. */
function randomOf(name: string): Random {
  return randomGenerator([...name].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) >>> 0, 7));
}

/** Around 0, and of every size. */
function drawn(random: Random, count: number): number[] {
  return Array.from({ length: count }, (_, i) =>
    i % 2 === 0 ? 4 * random.normal() : Math.sign(random.uniform() - 0.5) * 10 ** (76 * random.uniform() - 38),
  );
}

/** The number and its neighbours in float32. */
function around(x: number): number[] {
  const step = Math.max(Math.abs(x) * 2 ** -23, smallest);
  return [x - step, x, x + step];
}

function column(numbers: readonly number[]): PartInput {
  return { rows: numbers.length, columns: 1, data: Float32Array.from(numbers) };
}

/** Within float32, and no denormals: those are special. */
function isOrdinary(x: number): boolean {
  const size = Math.abs(Math.fround(x));
  return size === 0 || (size >= smallest && size <= largest);
}

/** One list for all of them: around every kink and landmark, and outputs as well as inputs. */
export function activationInputs(entries: readonly Activation[]): PartInput {
  const random = randomOf('activations');
  const special = entries.flatMap(({ landmarks, kinks }) => [...landmarks, ...kinks.map(({ at }) => at)]);
  const shares = Array.from({ length: 100 }, () => 2 * random.uniform() - 1);
  const all = [...hard, ...grid, ...shares, ...drawn(random, 300)];
  const near = [...new Set(special)].flatMap(around);
  return column([...[...all, ...near].filter(isOrdinary), ...specialNumbers]);
}

export function lossInputs({ name, value, derivative, predictions, targets, landmarks }: Loss): readonly PartInput[] {
  const random = randomOf(name);
  const pairs = targetsIn(targets, random).flatMap((target) => {
    const near = [...landmarks(target), target].flatMap(around);
    const all = [...predictionsIn(predictions, random), ...near].map(Math.fround);
    const allowed = all.filter((p) => isOrdinary(p) && lies(p, predictions));
    const roots = [value, derivative].flatMap((f) => rootsOf((p) => f(p, target), allowed));
    return [...allowed, ...roots.flatMap(around)].map((p) => [p, target] as const);
  });
  const special = specialNumbers.map((p) => [p, 1] as const);
  const both = [...pairs, ...special];
  return [column(both.map(([p]) => p)), column(both.map(([, target]) => target))];
}

/** Where f passes through 0 between neighbouring points: terms cancel there. */
function rootsOf(f: (x: number) => number, points: readonly number[]): number[] {
  const sorted = [...points].sort((a, b) => a - b);
  return sorted.slice(1).flatMap((right, i) => (f(sorted[i]) * f(right) < 0 ? [rootBetween(f, sorted[i], right)] : []));
}

function rootBetween(f: (x: number) => number, left: number, right: number): number {
  let [low, high] = [left, right];
  for (let halving = 0; halving < 60; halving++) {
    const middle = (low + high) / 2;
    if (f(low) * f(middle) <= 0) high = middle;
    else low = middle;
  }
  return high;
}

function targetsIn(targets: Loss['targets'], random: Random): readonly number[] {
  if (!('low' in targets)) return targets;
  if (targets.high === 1) return [0, 1e-3, 0.25, 0.5, random.uniform(), 0.999, 1];
  return [0, 1, 2, 7, 1e3, 1e6, 10 * random.uniform(), -3, -1e3].filter((y) => lies(y, targets));
}

function predictionsIn({ low, high }: Interval, random: Random): readonly number[] {
  const all = [...hard, ...grid, ...drawn(random, 40)];
  if (high !== 1 || low !== 0) return all;
  return [...all, ...Array.from({ length: 60 }, () => random.uniform()), 1 - 1e-3, 1 - 1e-6, 1 - 2 ** -24];
}

function lies(y: number, { low, high, lowOpen = false, highOpen = false }: Interval): boolean {
  return (lowOpen ? y > low : y >= low) && (highOpen ? y < high : y <= high);
}

const [rowCount, classes] = [40, 5];

type RowKind = 'logits' | 'vector' | 'probabilities' | 'oneHot' | 'classIndex';

/** Rows of what a loss over rows takes: numbers of all sizes, or shares of 1, or one class. Every fifth target is the prediction. */
export function rowInputs(kind: RowKind, role: 'predictions' | 'targets'): PartInput {
  const own = rowsOf(kind, role);
  const predictions = rowsOf(kind, 'predictions');
  const rows = own.map((row, i) => (i % 5 === 0 ? predictions[i] : row));
  return { rows: rowCount, columns: rows[0].length, data: Float32Array.from(rows.flat()) };
}

function rowsOf(kind: RowKind, role: string): number[][] {
  const random = randomOf(`${kind} as ${role}`);
  const sizes = [1e-6, 0.1, 1, 3, 10, 40, 100, 1e4];
  const numbers = (row: number): number[] =>
    Array.from({ length: classes }, () => sizes[row % sizes.length] * random.normal());
  const rowOf = {
    logits: numbers,
    vector: numbers,
    probabilities: () => shares(Array.from({ length: classes }, () => Math.exp(4 * random.normal()))),
    oneHot: () => oneHot(random.integer(classes)),
    classIndex: () => [random.integer(classes)],
  }[kind];
  return Array.from({ length: rowCount }, (_, row) => rowOf(row));
}

export function gradientRows(rows: number, columns: number): PartInput {
  const random = randomOf('gradient');
  return { rows, columns, data: Float32Array.from({ length: rows * columns }, () => random.normal()) };
}

function shares(numbers: readonly number[]): number[] {
  const sum = numbers.reduce((total, one) => total + one, 0);
  return numbers.map((one) => one / sum);
}

function oneHot(k: number): number[] {
  return Array.from({ length: classes }, (_, j) => Number(j === k));
}
