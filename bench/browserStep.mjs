import { browserContenders, withBrowserContenders } from './browserContenders.mjs';
import { median, ratios } from './statistics.mjs';
import { compareLosses } from './step.mjs';
import { figure, spread, table } from './table.mjs';
import { mnistTask } from './task.mjs';

/** At most so much of another's time, of the faster of Handgrad's two ways to a GPU. */
const bars = [['tfjsWebgl', 0.5]];
const ours = ['webgpu', 'webgl2'];

/**
 * The same training step as in step.mjs, on the GPU interfaces of one Chromium.
 *
 * @throws Error when the losses disagree: then the times compare different computations and mean nothing.
 */
export async function measureBrowserStep({ rounds, compared, say }) {
  return withBrowserContenders(Object.keys(browserContenders), async (all, browser) => {
    const task = mnistTask({ batches: Math.max(compared, 4) });
    const losses = {};
    for (const one of all) {
      say(`losses of ${one.label}`);
      await one.prepare(task);
      losses[one.name] = (await one.run(compared)).losses;
    }
    const agreement = compareLosses(all, losses, compared);
    const times = Object.fromEntries(all.map(({ name }) => [name, []]));
    for (let round = 0; round < rounds; round++) {
      say(`round ${round + 1} of ${rounds}`);
      for (const { name, run } of all) times[name].push((await run(1)).milliseconds);
    }
    return { text: describe(all, browser, times, agreement, rounds), verdicts: verdictsOf(times) };
  });
}

function describe(all, browser, times, agreement, rounds) {
  const rows = all.map(({ name, label, adapter }) => [
    label,
    adapter,
    figure(median(times[name])),
    `${figure(Math.min(...times[name]))}-${figure(Math.max(...times[name]))}`,
    ...ours.map((own) => spread(ratios(times[own], times[name]))),
  ]);
  return [
    `The same step in ${browser}, each in a page of its own; ${rounds} rounds in turn, one step a round; median, and smallest-greatest.`,
    'The adapters are named: figures of SwiftShader, which is software, say nothing of a GPU.',
    '',
    table(['who', 'adapter', 'ms a step', 'range', 'webgpu / who', 'webgl2 / who'], rows),
    '',
    agreement,
  ].join('\n');
}

function verdictsOf(times) {
  return bars.map(([other, bar]) => {
    const all = ours.map((own) => [own, ratios(times[own], times[other])]);
    const [name, ratio] = all.sort(([, one], [, another]) => one.median - another.median)[0];
    return {
      what: `step in Chromium, ${browserContenders[name].label} / ${browserContenders[other].label}`,
      bar: `<= ${bar}`,
      got: spread(ratio),
      reached: ratio.median <= bar,
    };
  });
}
