import { randomGenerator, type Random } from '@handgrad/core-math';
import { describe, expect, test } from 'vitest';
import {
  iris,
  labelsOf,
  splitIndices,
  trainTestSplit,
  xor,
  type IndexSplitOptions,
  type SplitOptions,
} from '../index.js';

describe('trainTestSplit', () => {
  test.each([0, 1, -0.1, NaN])('throws for a test fraction of %d', (testFraction) => {
    expect(() => trainTestSplit(xor(), { testFraction, random: randomGenerator(1) })).toThrow(
      'expected 0 < testFraction < 1',
    );
  });
  test.each([undefined, null, 7, {}, 'seed'] as unknown as Random[])('throws for %s as generator', (random) => {
    const message = 'expected a generator as option random, got';
    expect(() => splitIndices(4, { testFraction: 0.5, random })).toThrow(TypeError);
    expect(() => splitIndices(4, { testFraction: 0.5, random })).toThrow(`splitIndices: ${message}`);
    expect(() => trainTestSplit(xor(), { testFraction: 0.5, random })).toThrow(`trainTestSplit: ${message}`);
  });
  test('throws without options', () => {
    const none = undefined as unknown as SplitOptions & IndexSplitOptions;
    expect(() => splitIndices(4, none)).toThrow('splitIndices: expected a generator');
    expect(() => trainTestSplit(xor(), none)).toThrow('trainTestSplit: expected a generator');
  });
  test('throws for a single sample, and for labels that are not one a sample', () => {
    const random = randomGenerator(1);
    expect(() => splitIndices(1, { testFraction: 0.5, random })).toThrow('expected a size that is a whole number >= 2');
    expect(() => splitIndices(3, { testFraction: 0.5, random, stratifyBy: [0, 1] })).toThrow(
      'expected 3 labels to stratify by, got 2',
    );
  });
  test('stratified by classes, each species of iris is tested ten times', () => {
    const { train, test } = trainTestSplit(iris(), {
      testFraction: 0.2,
      random: randomGenerator(5),
      stratifyBy: 'classes',
    });
    const counts = (labels: Uint32Array): number[] =>
      [0, 1, 2].map((c) => labels.filter((label) => label === c).length);
    expect(counts(labelsOf(test))).toEqual([10, 10, 10]);
    expect(counts(labelsOf(train))).toEqual([40, 40, 40]);
  });
  test('what is left goes to the labels with the largest remainders', () => {
    // 6, 3 and 1 samples times 0.25 are 1.5, 0.75 and 0.25: one whole sample, and two more for a total of 2.5, rounded up.
    const stratifyBy = [...'aaaaaabbbc'];
    const { test } = splitIndices(10, { testFraction: 0.25, random: randomGenerator(1), stratifyBy });
    expect([...test].map((i) => stratifyBy[i]).sort()).toEqual(['a', 'a', 'b']);
  });
  test('keeps one sample to train on for the largest fraction below 1, and one to test with for the smallest', () => {
    const stratifyBy = [0, 0, 1, 1, 1];
    const parts = (testFraction: number) => splitIndices(5, { testFraction, random: randomGenerator(1), stratifyBy });
    expect(parts(1 - 2 ** -53).train).toHaveLength(1);
    expect(parts(Number.MIN_VALUE).test).toHaveLength(1);
  });
  test('stratifies by any label of the user', () => {
    const stratifyBy = Array.from({ length: 150 }, (_, i) => (i < 15 ? 'rare' : 'common'));
    const { test } = splitIndices(150, { testFraction: 0.2, random: randomGenerator(1), stratifyBy });
    expect([...test].filter((i) => i < 15)).toHaveLength(3);
  });
});
