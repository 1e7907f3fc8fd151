import { expect, test } from 'vitest';
import { randomFromState, randomGenerator } from './random.js';

test('a seed fixes the whole sequence', () => {
  const draw = (seed: number): number[] => {
    const random = randomGenerator(seed);
    return [random.uniform(), random.normal(), random.integer(10), ...random.permutation(5)];
  };
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
});

test.each([
  [0, [-1832243442, 1020716019, 454327756, 1275600319]],
  [1, [-1767835285, 314344336, -1759602332, 2041432039]],
])('seed %i starts from the same four words in every release', (seed, words) => {
  // MurmurHash3's finalizer of seed + k 0x9e3779b9, k = 1 .. 4, worked out in Python.
  expect(randomGenerator(seed).state()).toEqual(words);
});

test('every seed of 32 bits is taken, the largest too', () => {
  expect(randomGenerator(0xffffffff).uniform()).not.toBe(randomGenerator(0).uniform());
});

test('two normal numbers are a point: the radius from one uniform number, the angle from the next (Box-Muller)', () => {
  for (let seed = 0; seed < 50; seed++) {
    const [random, source] = [randomGenerator(seed), randomGenerator(seed)];
    const [x, y] = [random.normal(), random.normal()];
    const [radius, angle] = [Math.sqrt(-2 * Math.log(1 - source.uniform())), 2 * Math.PI * source.uniform()];
    expect(Math.hypot(x - radius * Math.cos(angle), y - radius * Math.sin(angle))).toBeLessThan(1e-14);
    expect(random.state()).toEqual(source.state());
  }
});

test('a permutation of n takes n - 1 random integers: of one or none, none', () => {
  const random = randomGenerator(5);
  const before = random.state();
  expect([...random.permutation(0)]).toEqual([]);
  expect([...random.permutation(1)]).toEqual([0]);
  expect(random.state()).toEqual(before);
});

test('a state is plain numbers: written as JSON and read again it goes on alike', () => {
  for (let draws = 0; draws < 3; draws++) {
    const random = randomGenerator(6);
    for (let i = 0; i < draws; i++) random.normal();
    const restored = randomFromState(JSON.parse(JSON.stringify(random.state())) as number[]);
    expect([restored.normal(), restored.normal()]).toEqual([random.normal(), random.normal()]);
  }
});

test('a state with one word that is not 0 is one', () => {
  for (let at = 0; at < 4; at++) {
    const random = randomFromState([0, 0, 0, 0].with(at, 1));
    expect(new Set([random.uniform(), random.uniform(), random.uniform()]).size).toBe(3);
  }
});

test.each([0, 1, 2, 3])('a generator restored after %i normal draws goes on to the same bit', (draws) => {
  const random = randomGenerator(3);
  for (let i = 0; i < draws; i++) random.normal();
  const restored = randomFromState(random.state());
  expect([restored.normal(), restored.uniform(), restored.normal()]).toEqual([
    random.normal(),
    random.uniform(),
    random.normal(),
  ]);
});

const draws = 20_000;

test('uniform numbers lie in [0, 1) with mean 1/2 and variance 1/12', () => {
  const random = randomGenerator(11);
  const numbers = Array.from({ length: draws }, () => random.uniform());
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...numbers)).toBeLessThan(1);
  // Four standard errors: 4 sqrt(1/12 / n) = 0.0082 for the mean, 4 sqrt(1/180 / n) = 0.0021 for the variance.
  expect(Math.abs(mean(numbers) - 1 / 2)).toBeLessThan(0.0082);
  expect(Math.abs(variance(numbers) - 1 / 12)).toBeLessThan(0.0021);
});

test.each([0, 1, 2, 3])('draw %i of 10,000 neighbouring seeds is uniform and knows nothing of the seed', (place) => {
  const seeds = 10_000;
  const numbers = Array.from({ length: seeds }, (_, seed) => {
    const random = randomGenerator(seed);
    for (let i = 0; i < place; i++) random.uniform();
    return random.uniform();
  });
  // Four standard errors each: 4 sqrt(1/12 / n), 4 sqrt(1/180 / n), 4 / sqrt(n) for correlations.
  expect(Math.abs(mean(numbers) - 1 / 2)).toBeLessThan(0.0116);
  expect(Math.abs(variance(numbers) - 1 / 12)).toBeLessThan(0.003);
  const centred = numbers.map((x) => (x - 1 / 2) * Math.sqrt(12));
  const withSeed = mean(centred.map((x, seed) => x * (seed / seeds - 1 / 2) * Math.sqrt(12)));
  const withNext = mean(centred.slice(1).map((x, seed) => x * centred[seed]!));
  expect(Math.abs(withSeed)).toBeLessThan(0.04);
  expect(Math.abs(withNext)).toBeLessThan(0.04);
});

test('normal numbers have mean 0, variance 1, kurtosis 3, and neighbours that know nothing of each other', () => {
  const random = randomGenerator(12);
  const numbers = Array.from({ length: draws }, () => random.normal());
  // Four standard errors: of the mean 4 / sqrt(n), of the variance 4 sqrt(2 / n), of the fourth moment 4 sqrt(96 / n).
  expect(Math.abs(mean(numbers))).toBeLessThan(0.0283);
  expect(Math.abs(variance(numbers) - 1)).toBeLessThan(0.04);
  expect(Math.abs(mean(numbers.map((x) => x ** 4)) - 3)).toBeLessThan(0.278);
  expect(Math.abs(mean(numbers.slice(1).map((x, i) => x * numbers[i]!)))).toBeLessThan(0.0283);
});

test('integers below 6 are the six numbers of a die, each about equally often', () => {
  const random = randomGenerator(13);
  const counts = new Array<number>(6).fill(0);
  for (let i = 0; i < draws; i++) counts[random.integer(6)]!++;
  // Four standard deviations of a binomial count: 4 sqrt(n 1/6 5/6) = 211.
  for (const count of counts) expect(Math.abs(count - draws / 6)).toBeLessThan(211);
});

test('a permutation holds every index once, and every order of three comes about equally often', () => {
  const random = randomGenerator(14);
  expect([...random.permutation(50)].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  const orders = new Map<string, number>();
  for (let i = 0; i < draws; i++) {
    const order = random.permutation(3).join('');
    orders.set(order, (orders.get(order) ?? 0) + 1);
  }
  expect(orders.size).toBe(6);
  for (const count of orders.values()) expect(Math.abs(count - draws / 6)).toBeLessThan(211);
});

test.each([
  [
    'a seed that is no integer',
    () => randomGenerator(0.5),
    'expected a whole number from 0 to 2^32 - 1 as seed, got 0.5',
  ],
  ['a seed of more than 32 bits', () => randomGenerator(2 ** 40), 'got 1099511627776'],
  ['a negative seed', () => randomGenerator(-1), 'got -1'],
  ['a state of zeros, which would give zeros for ever', () => randomFromState([0, 0, 0, 0]), 'got [0, 0, 0, 0]'],
  [
    'a state of words that are too long',
    () => randomFromState([1e20, 2, 3, 4]),
    'got [100000000000000000000, 2, 3, 4]',
  ],
  ['a state that is cut short', () => randomFromState([1, 2, 3]), 'got [1, 2, 3]'],
  ['a state that is too long', () => randomFromState([1, 2, 3, 4, 5, 6]), 'got [1, 2, 3, 4, 5, 6]'],
  ['a state with NaN', () => randomFromState([1, 2, 3, 4, Number.NaN]), 'got [1, 2, 3, 4, NaN]'],
  ['an integer below 0', () => randomGenerator(1).integer(0), 'whole number from 1 to 2^32, got 0'],
  ['an integer below more than 2^32', () => randomGenerator(1).integer(2 ** 32 + 1), 'got 4294967297'],
  ['a permutation of less than nothing', () => randomGenerator(1).permutation(-1), 'from 0 to 2^32, got -1'],
  ['a permutation of more than 2^32', () => randomGenerator(1).permutation(2 ** 60), 'got 1152921504606847000'],
  ['a permutation of parts', () => randomGenerator(1).permutation(2.7), 'got 2.7'],
])('refuses %s', (_what, act, message) => {
  expect(act).toThrow(RangeError);
  expect(act).toThrow(message);
});

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
}

function variance(numbers: readonly number[]): number {
  const m = mean(numbers);
  return mean(numbers.map((x) => (x - m) ** 2));
}
