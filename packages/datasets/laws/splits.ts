import { randomGenerator } from '@handgrad/core-math';
import { demand, fact, law, real, type Law } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import type { splitIndices } from '../src/dataset/trainTestSplit.js';

const cases = fc.record({
  labels: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 60 }),
  testFraction: real({ low: 0, high: 1, lowOpen: true, highOpen: true }, [0.5, 0.2]),
  seed: fc.nat(1000),
});

/** What every way to split samples into a training and a test part keeps. */
export function lawsOfSplit(split: typeof splitIndices): Law[] {
  const parts = (
    { labels, testFraction, seed }: { labels: number[]; testFraction: number; seed: number },
    stratified: boolean,
  ) =>
    split(labels.length, {
      testFraction,
      random: randomGenerator(seed),
      ...(stratified && { stratifyBy: labels }),
    });
  return [
    law('every sample is in exactly one part', fc.tuple(cases, fc.boolean()), ([each, stratified]) => {
      const { train, test } = parts(each, stratified);
      const all = [...train, ...test].sort((a, b) => a - b);
      demand(all.length === each.labels.length && all.every((index, i) => index === i), () => `got ${all.join(', ')}`);
    }),
    law(
      'the test part holds its fraction, rounded, and never none or all',
      fc.tuple(cases, fc.boolean()),
      ([each, stratified]) => {
        const n = each.labels.length;
        const expected = Math.min(n - 1, Math.max(1, Math.round(n * each.testFraction)));
        const got = parts(each, stratified).test.length;
        demand(got === expected, () => `expected ${expected} of ${n}, got ${got}`);
      },
    ),
    law('stratified, each label in the test part has its fraction, rounded down or up', cases, (each) => {
      const { test } = parts(each, true);
      for (const label of new Set(each.labels)) {
        const inTest = [...test].filter((i) => each.labels[i] === label).length;
        const share = each.labels.filter((other) => other === label).length * each.testFraction;
        // A product of a count and a fraction that should be whole may be off by a rounding, which is far below 1e-9.
        const good = inTest >= Math.floor(share - 1e-9) && inTest <= Math.ceil(share + 1e-9);
        demand(good, () => `label ${label}: expected ${share}, rounded down or up, got ${inTest}`);
      }
    }),
    law('the same seed gives the same parts', fc.tuple(cases, fc.boolean()), ([each, stratified]) => {
      const [a, b] = [parts(each, stratified), parts(each, stratified)];
      const same = a.test.join() === b.test.join() && a.train.join() === b.train.join();
      demand(same, () => `${a.test.join()} and ${b.test.join()}`);
    }),
    fact('every sample comes into the test part for some seed, and into the training part for another', () => {
      const labels = Array.from({ length: 20 }, (_, i) => i % 2);
      for (const stratified of [false, true]) {
        const tested = new Set<number>();
        const trained = new Set<number>();
        // 0.8^100 * 20 < 1e-8: no sample stays out by chance, and the seeds are fixed besides.
        for (let seed = 0; seed < 100; seed++) {
          const { train, test } = parts({ labels, testFraction: 0.2, seed }, stratified);
          test.forEach((i) => tested.add(i));
          train.forEach((i) => trained.add(i));
        }
        demand(tested.size === 20 && trained.size === 20, () => `${tested.size} tested, ${trained.size} trained of 20`);
      }
    }),
  ];
}
