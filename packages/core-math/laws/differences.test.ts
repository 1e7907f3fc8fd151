import { brokenLaws } from '@handgrad/gradcheck';
import { describe, expect, test } from 'vitest';
import { differences, lawsOfDifference, type Difference } from './differences.js';
import { lawsOfNormal, normalDistribution, type NormalDistribution } from './normal.js';

describe.each(Object.values(differences))('$name', (difference) => {
  for (const law of lawsOfDifference(difference)) test(law.name, () => void law.check());
});

describe('the normal distribution', () => {
  for (const law of lawsOfNormal(normalDistribution)) test(law.name, () => void law.check());
});

type Slope = Difference['slope'];
const wrongSlopes: readonly [string, Slope][] = [
  ['one-sided', (f, x, h) => (f(x + h) - f(x)) / h],
  ['divided by h instead of 2 h', (f, x, h) => (f(x + h) - f(x - h)) / h],
  [
    'the sign of the outer points slips',
    (f, x, h) => (8 * f(x + h) - 8 * f(x - h) + f(x + 2 * h) - f(x - 2 * h)) / (12 * h),
  ],
  ['the wrong way round', (f, x, h) => (f(x - h) - f(x + h)) / (2 * h)],
];

test.each(wrongSlopes)('a difference that is %s is caught by both laws', (_name, slope) => {
  const wrong = { ...differences.fivePointDifference, slope };
  const laws = lawsOfDifference(wrong);
  expect(brokenLaws(laws, { seed: 1 })).toEqual(laws.map(({ name }) => name));
});

const wrongNormals: readonly [string, Partial<NormalDistribution>][] = [
  ['the density without its factor', { density: (x) => Math.exp((-x * x) / 2) }],
  ['the density without the half', { density: (x) => Math.exp(-x * x) / Math.sqrt(2 * Math.PI) }],
  ['the upper tail', { cumulative: (x) => 1 - normalDistribution.cumulative(x) }],
  ['the logistic approximation', { cumulative: (x) => 1 / (1 + Math.exp(-1.702 * x)) }],
  ['a left tail that is cut', { cumulative: (x) => (x < -8 ? 0 : normalDistribution.cumulative(x)) }],
  [
    'a right tail that is off by a little',
    { cumulative: (x) => normalDistribution.cumulative(x) * (x > 2 ? 1 - 1e-12 : 1) },
  ],
  ['a density that is not even', { density: (x) => normalDistribution.density(x) * (x < 0 ? 1 + 1e-12 : 1) }],
];

test.each(wrongNormals)('%s is caught', (_name, wrong) => {
  expect(brokenLaws(lawsOfNormal({ ...normalDistribution, ...wrong }), { seed: 1 })).not.toEqual([]);
});

test('every law of the normal distribution can fail', () => {
  const caught = new Set(
    wrongNormals.flatMap(([, wrong]) => brokenLaws(lawsOfNormal({ ...normalDistribution, ...wrong }), { seed: 1 })),
  );
  expect(
    lawsOfNormal(normalDistribution)
      .map(({ name }) => name)
      .filter((name) => !caught.has(name)),
  ).toEqual([]);
});
