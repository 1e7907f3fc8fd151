import { Matrix, operand, products, randomGenerator } from '@handgrad/core-math';
import { median, ratios } from './statistics.mjs';
import { figure, spread, table } from './table.mjs';

/** Left rows, inner side, right columns: the two of the network's first layer and the bar, then a range of squares. */
const shapes = [[128, 784, 512], ...[64, 96, 128, 192, 256, 384, 512, 768, 1024].map((side) => [side, side, side])];

/** A sample shorter than this is repeated: the clock and the first touch of the cache would weigh too much. */
const leastMilliseconds = 20;

/**
 * The product in every version that core-math has, in turn, over a range of sizes; every result compared bit for bit.
 *
 * @throws Error when two versions differ in a single bit.
 */
export function measureProducts({ rounds, largest, say }) {
  const versions = { 'triple loop': tripleLoop, ...products };
  const names = Object.keys(versions);
  const measured = shapes
    .filter((shape) => Math.max(...shape) <= largest)
    .map((shape) => {
      say(shape.join('x'));
      const [left, right] = sides(shape);
      compareBits(versions, left, right, shape);
      const times = Object.fromEntries(names.map((name) => [name, []]));
      for (let round = 0; round < rounds; round++) {
        for (const name of names) times[name].push(timeOf(versions[name], left, right));
      }
      return { shape, times };
    });
  return { text: describe(names, measured, rounds), verdicts: verdictsOf(measured) };
}

/** The definition as anyone would write it who has only this case: no transposes, plain indices. What the bar is against. */
function tripleLoop(left, right, result) {
  const { data: a, rows, columns: depth } = left;
  const { data: b, columns } = right;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let k = 0; k < depth; k++) sum += a[i * depth + k] * b[k * columns + j];
      result[i * columns + j] = sum;
    }
  }
}

function sides([rows, depth, columns]) {
  const random = randomGenerator(1);
  const normal = () => random.normal();
  return [Matrix.generate(rows, depth, normal), Matrix.generate(depth, columns, normal)].map((side) =>
    operand(side, false),
  );
}

function compareBits(versions, left, right, shape) {
  const results = Object.entries(versions).map(([name, product]) => {
    // Filled with NaN, so that an entry that nobody writes is seen.
    const result = new Float64Array(left.rows * right.columns).fill(NaN);
    product(left, right, result);
    return { name, bytes: Buffer.from(result.buffer) };
  });
  const other = results.find(({ bytes }) => !bytes.equals(results[0].bytes));
  if (other) {
    throw new Error(
      `products: expected the bits of ${results[0].name} for ${shape.join('x')}, got others from ${other.name}. Its additions are in another order, or fused.`,
    );
  }
}

/** Milliseconds of one product. */
function timeOf(product, left, right) {
  const result = new Float64Array(left.rows * right.columns);
  const start = performance.now();
  for (let times = 1; ; times++) {
    product(left, right, result);
    const passed = performance.now() - start;
    if (passed >= leastMilliseconds) return passed / times;
  }
}

function describe(names, measured, rounds) {
  const rows = measured.map(({ shape, times }) => {
    const work = 2 * shape[0] * shape[1] * shape[2];
    return [
      shape.join('x'),
      ...names.map((name) => figure(work / median(times[name]) / 1e6)),
      spread(ratios(times['triple loop'], times.blocked)),
      spread(ratios(times['triple loop'], times.simd)),
    ];
  });
  return [
    `Products of doubles in GFLOP/s, one thread, ${rounds} rounds in turn, medians. All results have the same bits (compared in this run).`,
    '"definition" is core-math\'s three loops, which also transpose; "triple loop" is the same without that, written here.',
    '',
    table(['size', ...names, 'blocked / triple loop', 'SIMD / triple loop'], rows),
  ].join('\n');
}

function verdictsOf(measured) {
  const bar = measured.find(({ shape }) => shape.every((side) => side === 512));
  if (!bar) return [];
  return ['blocked', 'simd'].map((name) => {
    const gain = ratios(bar.times['triple loop'], bar.times[name]);
    return {
      what: `product 512x512x512, ${name} / triple loop`,
      bar: '>= 5',
      got: spread(gain),
      reached: gain.median >= 5,
    };
  });
}
