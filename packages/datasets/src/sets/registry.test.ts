import { describe, expect, test } from 'vitest';
import {
  allOf,
  datasets,
  labelsOf,
  type DescribedDataset,
  portableDatasets,
  type DatasetEntry,
  type LoadedDataset,
} from '../node.js';

const entries: [string, DatasetEntry][] = Object.entries(datasets);
const small = entries.filter(([name]) => name !== 'mnist');

describe.each(entries)('the entry %s', (name, entry) => {
  test('is frozen, has its key as name, and says whose it is', () => {
    expect([entry.name, entry.kind, Object.isFrozen(entry)]).toEqual([name, 'dataset', true]);
    for (const text of [entry.description, entry.source, entry.licence, entry.citation]) expect(text).not.toBe('');
  });
  test('loads what it says', () => {
    const { train, test } = entry.load();
    expect(train.size + (test?.size ?? 0)).toBe(entry.samples);
    for (const part of test ? [train, test] : [train]) {
      expect([part.inputs, part.classes!.length]).toEqual([entry.inputs, entry.classes]);
    }
    const { train: oneHot } = entry.load({ targets: 'oneHot' });
    expect(oneHot.targets).toBe(entry.classes);
  });
});

describe.each(small)('loading %s', (name, entry) => {
  const bits = ({ train, test }: LoadedDataset): string => JSON.stringify([allOf(train), test && allOf(test)]);
  test('gives the same for the same seed', () => {
    expect(bits(entry.load({ seed: 7 }))).toBe(bits(entry.load({ seed: 7 })));
    expect(bits(entry.load())).toBe(bits(entry.load({ seed: 1 })));
    if (name !== 'xor') expect(bits(entry.load({ seed: 7 }))).not.toBe(bits(entry.load({ seed: 8 })));
  });
  test('standardised, the training part has mean 0 and variance 1', () => {
    const { inputs } = allOf(entry.load({ standardize: true }).train);
    for (let j = 0; j < inputs.columns; j++) {
      const column = inputs.sliceColumns(j, j + 1).data;
      // Means of a few hundred numbers of size 1, each right to some ulps.
      expect(Math.abs(column.reduce((a, b) => a + b, 0) / column.length)).toBeLessThan(1e-13);
      expect(Math.abs(column.reduce((a, b) => a + b * b, 0) / column.length - 1)).toBeLessThan(1e-13);
    }
  });
});

test('an option that a data set cannot follow is refused, not ignored', () => {
  expect(() => datasets.mnist.load({ testFraction: 0.1 })).toThrow(
    'mnist: expected no option "testFraction", since it comes with a test part of its own, got 0.1. Leave it out.',
  );
  expect(() => datasets.mnist.load({ standardize: true })).toThrow('its pixels are numbers in [0, 1] already');
  expect(() => datasets.iris.load({ samples: 10 })).toThrow('its samples are measured, not generated');
  expect(() => datasets.xor.load({ testFraction: 0.5 })).toThrow('all there is to learn');
});

test('both parts hold the classes in the same proportion', () => {
  const { train, test: kept } = datasets.iris.load({ seed: 3 });
  const counts = (part: DescribedDataset): number[] =>
    [0, 1, 2].map((c) => labelsOf(part).filter((label) => label === c).length);
  expect([counts(train), counts(kept!)]).toEqual([
    [40, 40, 40],
    [10, 10, 10],
  ]);
});

test('as many samples are generated as are asked for', () => {
  const { train, test: kept } = datasets.moons.load({ samples: 50, testFraction: 0.5 });
  expect([train.size, kept!.size]).toEqual([25, 25]);
  expect(datasets.xor.load({ samples: 40 }).train.size).toBe(40);
});

test('the portable ones are those that read no file', () => {
  expect(Object.keys(portableDatasets)).toEqual(
    Object.keys(datasets).filter((name) => name !== 'mnist' && name !== 'penguins'),
  );
});
