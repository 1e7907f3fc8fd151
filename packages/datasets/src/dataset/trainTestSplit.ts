import type { Random } from '@handgrad/core-math';
import { generatorGiven, wholeNumber } from '../boundary.js';
import type { DescribedDataset } from './describedDataset.js';
import { labelsOf } from './labelsOf.js';
import { subset } from './subset.js';

export interface IndexSplitOptions {
  /** The share of the samples that is kept for testing, between 0 and 1. */
  readonly testFraction: number;
  readonly random: Random;
  /** A label for every sample: both parts then hold each label in the same proportion. */
  readonly stratifyBy?: ArrayLike<number | string>;
}

export interface SplitOptions extends Omit<IndexSplitOptions, 'stratifyBy'> {
  /** `'classes'`: the class of each sample; or a label for every sample. */
  readonly stratifyBy?: 'classes' | ArrayLike<number | string>;
}

/**
 * Deals the indices 0 .. size - 1 out to a training and a test part, both in random order.
 *
 * The test part holds size * testFraction samples, rounded, and never none or all. Stratified, each label's share is
 * within one sample of its number times testFraction: whole parts first, then the largest remainders, so a label
 * with one or two samples may be missing in the test part.
 *
 * @throws TypeError without a generator; RangeError for fewer than two samples, a fraction outside (0, 1), or labels that
 * are not one a sample.
 * @example
 * const { train, test } = splitIndices(10, { testFraction: 0.2, random: randomGenerator(1) })
 * [train.length, test.length] // => [8, 2]
 */
export function splitIndices(size: number, options: IndexSplitOptions): { train: Uint32Array; test: Uint32Array } {
  generatorGiven('splitIndices', options);
  const { testFraction, random, stratifyBy } = options;
  wholeNumber('splitIndices', 'a size', size, 2, 'One sample cannot be in both parts.');
  if (!(testFraction > 0 && testFraction < 1)) {
    throw new RangeError(
      `splitIndices: expected 0 < testFraction < 1, got ${testFraction}. Common values are 0.1 to 0.3.`,
    );
  }
  if (stratifyBy && stratifyBy.length !== size) {
    throw new RangeError(
      `splitIndices: expected ${size} labels to stratify by, got ${stratifyBy.length}. Give each sample a label.`,
    );
  }
  const labelOf = (i: number): number | string => stratifyBy?.[i] ?? 0;
  const left = testQuotas(size, testFraction, labelOf);
  const test: number[] = [];
  const train: number[] = [];
  for (const i of random.permutation(size)) {
    const quota = left.get(labelOf(i))!;
    (quota > 0 ? test : train).push(i);
    left.set(labelOf(i), quota - 1);
  }
  return { train: Uint32Array.from(train), test: Uint32Array.from(test) };
}

/**
 * A training and a test part of a data set, drawn at random. Nothing is copied.
 *
 * @throws TypeError without a generator; RangeError for fewer than two samples, a fraction outside (0, 1), or labels that
 * are not one a sample.
 * @example
 * const { train, test } = trainTestSplit(iris(), { testFraction: 0.2, random: randomGenerator(1), stratifyBy: 'classes' })
 * [train.size, test.size] // => [120, 30]
 */
export function trainTestSplit(
  dataset: DescribedDataset,
  options: SplitOptions,
): { train: DescribedDataset; test: DescribedDataset } {
  generatorGiven('trainTestSplit', options);
  const { stratifyBy, ...rest } = options;
  const labels = stratifyBy === 'classes' ? labelsOf(dataset) : stratifyBy;
  const { train, test } = splitIndices(dataset.size, { ...rest, ...(labels && { stratifyBy: labels }) });
  return { train: subset(dataset, train), test: subset(dataset, test) };
}

/** How many samples of each label go to the test part: the method of largest remainders. */
function testQuotas(
  size: number,
  fraction: number,
  labelOf: (i: number) => number | string,
): Map<number | string, number> {
  const counts = new Map<number | string, number>();
  for (let i = 0; i < size; i++) counts.set(labelOf(i), (counts.get(labelOf(i)) ?? 0) + 1);
  const quotas = new Map([...counts].map(([label, count]) => [label, Math.floor(count * fraction)]));
  const remainder = (label: number | string): number => counts.get(label)! * fraction - quotas.get(label)!;
  const byRemainder = [...counts.keys()].sort((a, b) => remainder(b) - remainder(a));
  const wanted = Math.min(Math.max(Math.round(size * fraction), 1), size - 1);
  const dealt = [...quotas.values()].reduce((sum, quota) => sum + quota, 0);
  for (const label of byRemainder.slice(0, wanted - dealt)) quotas.set(label, quotas.get(label)! + 1);
  return quotas;
}
