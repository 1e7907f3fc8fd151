import { contenders } from './contenders/index.mjs';
import { withContenders } from './contender.mjs';
import { median, ratios } from './statistics.mjs';
import { figure, spread, table } from './table.mjs';
import { mnistTask, operationsOfStep } from './task.mjs';

/**
 * Relative. float32 keeps 7 digits and 20 steps of Adam leave 5 of them (6e-6 measured); another second moment decay in
 * one of the libraries, 0.99 for 0.999, already moves a loss by 4e-4.
 */
const tolerance = 1e-4;

/** How many steps a turn has: about the same time for everyone. */
const stepsOfTurn = { handgrad: 24, threads: 24, plain: 8, tfjsWasm: 4, tfjsWasmLean: 4, tfjsCpu: 1, brain: 1 };

/** The bars of the project: at most so much of another's time. */
const bars = [
  ['handgrad', 'tfjsWasm', 0.2],
  ['handgrad', 'tfjsCpu', 0.06],
  ['handgrad', 'brain', 0.04],
  ['threads', 'handgrad', 0.65],
  ['threads', 'tfjsWasm', 0.13],
  ['plain', 'tfjsWasm', 0.5],
  ['plain', 'tfjsCpu', 0.15],
  ['plain', 'brain', 0.09],
];

/**
 * One training step of 784-512-10, ReLU, softmax cross-entropy, Adam, batch 128 on MNIST.
 *
 * @throws Error when the losses disagree: then the times compare different computations and mean nothing.
 */
export async function measureStep({ rounds, compared, say }) {
  return withContenders(Object.keys(stepsOfTurn), async (all) => {
    const task = mnistTask({ batches: Math.max(compared, 20) });
    for (const contender of all) await contender.prepare(task);

    say(`losses of the first ${compared} steps`);
    const losses = {};
    // Nobody compares brain.js, so it only warms up.
    for (const one of all) losses[one.name] = (await one.run(one.sameAlgorithm ? compared : 2)).losses;
    const agreement = compareLosses(all, losses, compared);

    const times = Object.fromEntries(all.map(({ name }) => [name, []]));
    for (let round = 0; round < rounds; round++) {
      say(`round ${round + 1} of ${rounds}`);
      for (const { name, run } of all) times[name].push((await run(stepsOfTurn[name])).milliseconds);
    }
    return { text: describe(all, task, times, agreement, rounds), verdicts: verdictsOf(times) };
  });
}

/** Rows of the table of losses; the first contender is who the others are compared with. */
export function compareLosses([first, ...others], losses, compared) {
  const expected = losses[first.name];
  if (expected.length !== compared) {
    throw new Error(
      `step: expected ${compared} losses from ${first.label}, got ${expected.length}. Nothing was compared.`,
    );
  }
  const broken = [];
  const rows = others
    .filter(({ sameAlgorithm }) => sameAlgorithm)
    .map(({ name, label, bits }) => {
      const got = losses[name];
      const errors = expected.map((loss, step) => Math.abs(got[step] - loss) / Math.abs(loss));
      // Written so that a NaN, or a loss that is missing, never passes.
      const agrees =
        got.length === expected.length && errors.every((error) => (bits ? error === 0 : error <= tolerance));
      const worst = errors.some(Number.isNaN) ? NaN : Math.max(...errors);
      if (!agrees) broken.push(`${label} by ${worst.toExponential(1)}`);
      return [
        label,
        bits ? 'the same bits' : `<= ${tolerance}`,
        worst === 0 ? '0' : worst.toExponential(1),
        figure(got.at(-1)),
      ];
    });
  if (broken.length > 0) {
    throw new Error(
      `step: expected every loss to agree with that of ${first.label} (float32: within ${tolerance}), got ${broken.join(', ')}. The times would compare different computations.`,
    );
  }
  return table(
    ['losses against Handgrad', 'asked', 'worst relative difference', 'last loss'],
    [[first.label, '-', '-', figure(expected.at(-1))], ...rows],
  );
}

function describe(all, { layers, batchSize }, times, agreement, rounds) {
  const work = operationsOfStep(layers, batchSize);
  const rows = all.map(({ name, label, how }) => {
    const middle = median(times[name]);
    return [
      label,
      how,
      figure(middle),
      `${figure(Math.min(...times[name]))}-${figure(Math.max(...times[name]))}`,
      figure(work / middle / 1e6),
      spread(ratios(times.handgrad, times[name])),
      spread(ratios(times.threads, times[name])),
      spread(ratios(times.plain, times[name])),
    ];
  });
  return [
    `One training step of ${layers.join('-')}, ReLU, softmax cross-entropy, Adam, batch ${batchSize}, MNIST; ${figure(work / 1e9)} GFLOP in its products.`,
    `${rounds} rounds in turn, each contender in a process of its own; median, and smallest-greatest of the rounds.`,
    '',
    table(['who', 'how', 'ms a step', 'range', 'GFLOP/s', 'Handgrad / who', 'two threads / who', 'plain / who'], rows),
    '',
    agreement,
    '',
    'brain.js computes another thing (sigmoid, squared error, an update a sample), so its losses are not compared; the',
    'work of its samples is the same network forward and backward.',
  ].join('\n');
}

function verdictsOf(times) {
  return bars.map(([one, other, bar]) => {
    const ratio = ratios(times[one], times[other]);
    return {
      what: `step, ${contenders[one].label} / ${contenders[other].label}`,
      bar: `<= ${bar}`,
      got: spread(ratio),
      reached: ratio.median <= bar,
    };
  });
}
