import { withContenders } from './contender.mjs';
import { fittedExponent, median } from './statistics.mjs';
import { figure, table } from './table.mjs';
import { mnistTask, operationsOfStep } from './task.mjs';

/** Each varies one thing of 784-512-10 with batch 128 and leaves the others. */
const series = [
  { what: 'batch', sizes: [16, 32, 64, 128, 256, 512], task: (batchSize) => ({ batchSize }) },
  { what: 'width', sizes: [64, 128, 256, 512, 1024, 2048], task: (width) => ({ layers: [784, width, 10] }) },
  { what: 'depth', sizes: [1, 2, 3, 4, 5, 6], task: (depth) => ({ layers: [784, ...Array(depth).fill(512), 10] }) },
];

const taking = ['handgrad', 'plain', 'tfjsWasm'];

/** The time of a training step over growing batch, width and depth, and the exponent with which it grows. */
export async function measureGrowth({ rounds, every, say }) {
  return withContenders(taking, async (all) => {
    const texts = [];
    for (const { what, sizes, task } of series) {
      const chosen = sizes.filter((_, i) => i % every === 0);
      const points = [];
      for (const size of chosen) {
        say(`${what} ${size}`);
        points.push({ size, ...(await measurePoint(all, task(size), rounds)) });
      }
      texts.push(describe(all, what, points));
    }
    return {
      text: [
        'The time of a step in ms when one thing of 784-512-10, batch 128, grows. The exponent is the e of the power law',
        'time = c size^e that fits best (least squares in the logarithms), "at the end" that between the last two sizes; in',
        'the column of the work it is that of the operations alone. Small sizes lie below it, since a part of a step does',
        'not grow: with the batch it is the update of the parameters, with width and depth what is around the products.',
        ...texts.flatMap((text) => ['', text]),
      ].join('\n'),
      verdicts: [],
    };
  });
}

async function measurePoint(all, varied, rounds) {
  const task = mnistTask({ ...varied, batches: 20 });
  const times = Object.fromEntries(all.map(({ name }) => [name, []]));
  const steps = {};
  for (const { name, prepare, run } of all) {
    await prepare(task);
    // The first step compiles; the second says how many fit in a turn of a quarter of a second.
    await run(1);
    steps[name] = Math.max(1, Math.min(20, Math.round(250 / (await run(1)).milliseconds)));
  }
  for (let round = 0; round < rounds; round++) {
    for (const { name, run } of all) times[name].push((await run(steps[name])).milliseconds);
  }
  const work = operationsOfStep(task.layers, task.batchSize);
  return { work, medians: Object.fromEntries(all.map(({ name }) => [name, median(times[name])])) };
}

function describe(all, what, points) {
  const sizes = points.map(({ size }) => size);
  const columns = [
    points.map(({ work }) => work),
    ...all.map(({ name }) => points.map(({ medians }) => medians[name])),
  ];
  const exponents = (label, count) => [
    label,
    ...columns.map((values) => fittedExponent(sizes.slice(-count), values.slice(-count)).toFixed(2)),
    '',
  ];
  return table(
    [what, 'work, GFLOP', ...all.map(({ label }) => label), 'GFLOP/s of Handgrad'],
    [
      ...points.map(({ size, work, medians }) => [
        size,
        figure(work / 1e9),
        ...all.map(({ name }) => figure(medians[name])),
        figure(work / medians.handgrad / 1e6),
      ]),
      exponents('exponent', sizes.length),
      exponents('at the end', 2),
    ],
  );
}
