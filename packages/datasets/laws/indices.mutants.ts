import type { Random } from '@handgrad/core-math';
import { batchIndices, type Batches, type BatchOptions } from '../src/dataset/batches.js';
import { splitIndices, type IndexSplitOptions } from '../src/dataset/trainTestSplit.js';

type Parts = ReturnType<typeof splitIndices>;
const take = (parts: Parts, change: (train: number[], test: number[]) => void): Parts => {
  const [train, test] = [[...parts.train], [...parts.test]];
  change(train, test);
  return { train: Uint32Array.from(train), test: Uint32Array.from(test) };
};
const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
let calls = 0;

/** Wrong splits, each caught by a law. */
export const wrongSplits: readonly { name: string; wrong: typeof splitIndices }[] = [
  {
    name: 'a sample of the test part is trained on',
    wrong: (n, o) => take(splitIndices(n, o), (train, test) => train.push(test[0]!)),
  },
  { name: 'loses a sample', wrong: (n, o) => take(splitIndices(n, o), (train) => train.pop()) },
  { name: 'swaps the parts', wrong: (n, o) => ({ train: splitIndices(n, o).test, test: splitIndices(n, o).train }) },
  { name: 'rounds down, to none', wrong: (n, o) => cut(n, o, Math.floor(n * o.testFraction), o.random.permutation(n)) },
  { name: 'ignores the labels', wrong: (n, { testFraction, random }) => splitIndices(n, { testFraction, random }) },
  { name: 'rounds up for each label', wrong: (n, o) => eachLabel(n, o, (count) => Math.ceil(count * o.testFraction)) },
  {
    name: 'takes the last samples',
    wrong: (n, o) => cut(n, o, splitIndices(n, o).test.length, Uint32Array.from(range(n).reverse())),
  },
  { name: 'ignores the seed', wrong: (n, o) => turnedParts(n, splitIndices(n, o)) },
];

function turnedParts(n: number, { train, test }: Parts): Parts {
  const spin = calls++ % n;
  return { train: train.map((i) => (i + spin) % n), test: test.map((i) => (i + spin) % n) };
}

function cut(n: number, _options: IndexSplitOptions, testSize: number, order: Uint32Array): Parts {
  return { test: order.slice(0, testSize), train: order.slice(testSize, n) };
}

function eachLabel(n: number, { random, stratifyBy }: IndexSplitOptions, quota: (count: number) => number): Parts {
  const order = [...random.permutation(n)];
  const labelOf = (i: number): number | string => stratifyBy?.[i] ?? 0;
  const test = [...new Set(order.map(labelOf))].flatMap((label) => {
    const members = order.filter((i) => labelOf(i) === label);
    return members.slice(0, quota(members.length));
  });
  return { test: Uint32Array.from(test), train: Uint32Array.from(order.filter((i) => !test.includes(i))) };
}

/** Wrong batches, each caught by a law. */
export const wrongBatches: readonly { name: string; wrong: typeof batchIndices }[] = [
  {
    name: 'always drops the last',
    wrong: (n, o) => dealt(n, o, (order) => chunks(order, o.batchSize).filter((b) => b.length === o.batchSize)),
  },
  { name: 'never drops the last', wrong: (n, o) => ({ ...batchIndices(n, { ...o, dropLast: false }) }) },
  {
    name: 'drops a last batch that is full',
    wrong: (n, o) => dealt(n, o, (order) => chunks(order, o.batchSize).slice(0, o.dropLast ? -1 : undefined)),
  },
  {
    name: 'fills the last from the beginning',
    wrong: (n, o) =>
      dealt(n, o, (order) => chunks([...order, ...order], o.batchSize).slice(0, Math.ceil(n / o.batchSize))),
  },
  {
    name: 'draws with replacement',
    wrong: (n, o) =>
      dealt(n, o, (order) =>
        chunks(
          order.map((i) => (o.random ? o.random.integer(n) : i)),
          o.batchSize,
        ),
      ),
  },
  {
    name: 'shuffles without being asked',
    wrong: (n, o) => dealt(n, o, (order) => chunks(o.random ? order : order.reverse(), o.batchSize)),
  },
  { name: 'never shuffles', wrong: (n, { batchSize, dropLast = false }) => batchIndices(n, { batchSize, dropLast }) },
  { name: 'shuffles once for all passes', wrong: (n, o) => held([...batchIndices(n, o)]) },
  { name: 'can be looped over once', wrong: (n, o) => onlyOnce(batchIndices(n, o)) },
  {
    name: 'counts one batch too many when all are full',
    wrong: (n, o) => ({ ...batchIndices(n, o), count: Math.floor(n / o.batchSize) + 1 }),
  },
  {
    name: 'begins elsewhere each time',
    wrong: (n, o) => dealt(n, o, (order) => chunks(turned(order, o.random ? calls++ % n : 0), o.batchSize)),
  },
];

function dealt(n: number, { random }: BatchOptions, deal: (order: number[]) => number[][]): Batches<Uint32Array> {
  const order = (r?: Random): number[] => (r ? [...r.permutation(n)] : range(n));
  const count = deal(range(n)).length;
  return {
    count,
    *[Symbol.iterator]() {
      for (const batch of deal(order(random))) yield Uint32Array.from(batch);
    },
  };
}

function chunks(order: number[], size: number): number[][] {
  return range(Math.ceil(order.length / size)).map((b) => order.slice(b * size, (b + 1) * size));
}

function turned(order: number[], by: number): number[] {
  return [...order.slice(by), ...order.slice(0, by)];
}

function held(batches: Uint32Array[]): Batches<Uint32Array> {
  return { count: batches.length, [Symbol.iterator]: () => batches[Symbol.iterator]() };
}

function onlyOnce(batches: Batches<Uint32Array>): Batches<Uint32Array> {
  const iterator = batches[Symbol.iterator]();
  return { count: batches.count, [Symbol.iterator]: () => iterator };
}
