import { expect, test } from 'vitest';
import { exp, ln, log1p } from '../../test/exactFunctions.js';
import { Decimal, exactly, ulpsFrom } from '../../test/highPrecision.js';
import { randomGenerator, type Random } from '../random/random.js';
import { rowLosses } from './index.js';

const { softmaxCrossEntropy, sparseSoftmaxCrossEntropy, categoricalCrossEntropy, sparseCategoricalCrossEntropy } =
  rowLosses;
const { kullbackLeibler, cosineSimilarity, categoricalHinge } = rowLosses;
const rows = 120;

test('of short logits, both softmax cross-entropies and their gradients are within 4 ulp, tails included', () => {
  let worst = 0;
  forRows((random, size) => {
    // Multiples of 1/64: their differences are doubles.
    const row = rowOf(size, () => Math.round(64 * spread(random)) / 64);
    const k = random.integer(size);
    const exact = exactSoftmax(row, k);
    const [target, index] = [oneHot(size, k), Float64Array.of(k)];
    worst = Math.max(worst, ulpsFrom(exact.cost, softmaxCrossEntropy.value(row, target)));
    worst = Math.max(worst, ulpsFrom(exact.cost, sparseSoftmaxCrossEntropy.value(row, index)));
    exact.gradient.forEach((g, j) => {
      worst = Math.max(worst, ulpsFrom(g, softmaxCrossEntropy.gradient(row, target)[j]!));
      worst = Math.max(worst, ulpsFrom(g, sparseSoftmaxCrossEntropy.gradient(row, index)[j]!));
    });
  });
  expect(worst).toBeLessThanOrEqual(4);
});

test('of any logits, they are within d + 4 ulp, d the largest distance between two logits', () => {
  let worst = 0;
  forRows((random, size) => {
    const row = rowOf(size, () => spread(random));
    const k = random.integer(size);
    const exact = exactSoftmax(row, k);
    const allowed = Math.max(...row) - Math.min(...row) + 4;
    worst = Math.max(worst, ulpsFrom(exact.cost, softmaxCrossEntropy.value(row, oneHot(size, k))) / allowed);
    const gradient = softmaxCrossEntropy.gradient(row, oneHot(size, k));
    exact.gradient.forEach((g, j) => (worst = Math.max(worst, ulpsFrom(g, gradient[j]!) / allowed)));
  });
  expect(worst).toBeLessThanOrEqual(1);
});

test('cross-entropies of probabilities are within 4 ulp for every p', () => {
  let worst = 0;
  forRows((random, size) => {
    const row = rowOf(size, () => Math.exp(-740 * random.uniform() ** 3));
    const target = distribution(random, size);
    const cost = row.reduce((sum, p, j) => sum.minus(exactly(target[j]!).times(ln(exactly(p)))), new Decimal(0));
    worst = Math.max(worst, ulpsFrom(cost, categoricalCrossEntropy.value(row, target)));
    worst = Math.max(
      worst,
      ulpsFrom(ln(exactly(row[0]!)).neg(), sparseCategoricalCrossEntropy.value(row, Float64Array.of(0))),
    );
    categoricalCrossEntropy.gradient(row, target).forEach((g, j) => {
      worst = Math.max(worst, ulpsFrom(exactly(target[j]!).div(exactly(row[j]!)).neg(), g));
    });
  });
  expect(worst).toBeLessThanOrEqual(4);
});

test('where terms cancel the error is absolute: divergence, cosine, categorical hinge', () => {
  let worst = { divergence: 0, cosine: 0, hinge: 0 };
  forRows((random, size) => {
    const [p, y] = [distribution(random, size), distribution(random, size)];
    const divergence = y.reduce((sum, t, j) => {
      return t === 0 ? sum : sum.plus(exactly(t).times(ln(exactly(t).div(exactly(p[j]!)))));
    }, new Decimal(0));
    const [a, b] = [rowOf(size, () => random.normal()), rowOf(size, () => random.normal())];
    const cosine = dot(a, b)
      .div(dot(a, a).sqrt().times(dot(b, b).sqrt()))
      .neg();
    const k = random.integer(size);
    const rival = Math.max(...a.filter((_, j) => j !== k));
    const hinge = Decimal.max(0, exactly(rival).minus(exactly(a[k]!)).plus(1));
    worst = {
      divergence: Math.max(worst.divergence, off(divergence, kullbackLeibler.value(p, y))),
      cosine: Math.max(worst.cosine, off(cosine, cosineSimilarity.value(a, b))),
      hinge: Math.max(worst.hinge, off(hinge, categoricalHinge.value(a, oneHot(size, k)))),
    };
  });
  // A handful of roundings of numbers below 8.
  for (const error of Object.values(worst)) expect(error).toBeLessThanOrEqual(1e-15);
});

function forRows(check: (random: Random, size: number) => void): void {
  const random = randomGenerator(1);
  for (let i = 0; i < rows; i++) check(random, 2 + random.integer(4));
}

function exactSoftmax(row: Float64Array, k: number): { cost: Decimal; gradient: Decimal[] } {
  const shares = Array.from(row, (z) => exp(exactly(z).minus(exactly(row[k]!))));
  const others = shares.reduce((sum, share, j) => (j === k ? sum : sum.plus(share)), new Decimal(0));
  const total = others.plus(1);
  return {
    cost: log1p(others),
    gradient: shares.map((share, j) => (j === k ? others.neg() : share).div(total)),
  };
}

/** Mostly within +-10, at times out to +-300. */
function spread(random: Random): number {
  return random.uniform() < 0.7 ? 20 * random.uniform() - 10 : 600 * random.uniform() - 300;
}

function distribution(random: Random, size: number): Float64Array {
  const parts = rowOf(size, () => random.uniform());
  const total = parts.reduce((a, b) => a + b, 0);
  return parts.map((part) => part / total);
}

function rowOf(size: number, entry: () => number): Float64Array {
  return Float64Array.from({ length: size }, entry);
}

function oneHot(size: number, k: number): Float64Array {
  return new Float64Array(size).fill(1, k, k + 1);
}

function dot(a: Float64Array, b: Float64Array): Decimal {
  return a.reduce((sum, x, j) => sum.plus(exactly(x).times(exactly(b[j]!))), new Decimal(0));
}

function off(exact: Decimal, got: number): number {
  return exact.minus(exactly(got)).abs().toNumber();
}
