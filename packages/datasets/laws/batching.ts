import { randomGenerator } from '@handgrad/core-math';
import { demand, fact, law, type Law } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import type { batchIndices } from '../src/dataset/batches.js';

const cases = fc.record({
  size: fc.integer({ min: 1, max: 40 }),
  batchSize: fc.integer({ min: 1, max: 45 }),
  seed: fc.option(fc.nat(1000), { nil: undefined }),
});

interface Case {
  readonly size: number;
  readonly batchSize: number;
  readonly seed?: number | undefined;
}

/** What every way to deal out mini-batches keeps. */
export function lawsOfBatchIndices(deal: typeof batchIndices): Law[] {
  const batchesOf = ({ size, batchSize, seed }: Case, dropLast = false) =>
    deal(size, { batchSize, dropLast, ...(seed !== undefined && { random: randomGenerator(seed) }) });
  return [
    law('the batches of a pass cover every sample exactly once', cases, (each) => {
      const all = flat(batchesOf(each)).sort((a, b) => a - b);
      demand(all.length === each.size && all.every((index, i) => index === i), () => `got ${all.join(', ')}`);
    }),
    law('all batches are full but the last, which holds what is left', cases, (each) => {
      const sizes = [...batchesOf(each)].map((batch) => batch.length);
      const last = sizes.pop()!;
      demand(
        sizes.every((size) => size === each.batchSize),
        () => `sizes ${sizes.join(', ')} before ${last}`,
      );
      demand(last === each.size - sizes.length * each.batchSize, () => `the last has ${last}`);
    }),
    law('count is the number of batches', cases, (each) => {
      const batches = batchesOf(each);
      demand([...batches].length === batches.count, () => `${batches.count} promised, ${[...batches].length} given`);
    }),
    law('dropLast leaves out a last batch that is not full, and no other', cases, (each) => {
      if (each.batchSize > each.size) return;
      const kept = batchesOf(each, true);
      const expected = [...batchesOf(each)].filter((batch) => batch.length === each.batchSize);
      demand(flat(kept).join() === expected.map((batch) => batch.join()).join(), () => `got ${flat(kept).join()}`);
      demand(kept.count === expected.length, () => `${kept.count} promised, ${expected.length} full ones`);
    }),
    law('without a generator the samples come in order', cases, ({ size, batchSize }) => {
      const order = flat(batchesOf({ size, batchSize }));
      demand(
        order.every((index, i) => index === i),
        () => `got ${order.join(', ')}`,
      );
    }),
    law('the same seed gives the same order', cases, (each) => {
      demand(flat(batchesOf(each)).join() === flat(batchesOf(each)).join(), () => 'two orders');
    }),
    fact('each pass with a generator is in a new order, and can be made again', () => {
      const batches = batchesOf({ size: 30, batchSize: 7, seed: 1 });
      const [first, second] = [flat(batches).join(), flat(batches).join()];
      demand(first !== second, () => `both passes are ${first}`);
      demand(second.split(',').length === 30, () => `the second pass has ${second}`);
    }),
    fact('1,280 samples in batches of 128 are 10 updates', () => {
      demand(deal(1280, { batchSize: 128 }).count === 10, () => 'expected 10');
    }),
  ];
}

function flat(batches: Iterable<Uint32Array>): number[] {
  return [...batches].flatMap((batch) => [...batch]);
}
