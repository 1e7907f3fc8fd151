// npm run bench: Handgrad beside TensorFlow.js and brain.js, in one run. See README.md.
import { renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { setUp } from './setup.mjs';

const usage = `npm run bench -- [--quick] [--write] [--only step|products|growth|browser]

  --quick   about a minute: fewer rounds and sizes; writes no RESULTS.md
  --write   writes bench/RESULTS.md after a quick run too
  --only    one part; writes no RESULTS.md
  --help    this text`;

const full = {
  step: { rounds: 15, compared: 20 },
  products: { rounds: 5, largest: 1024 },
  growth: { rounds: 3, every: 1 },
  browser: { rounds: 5, compared: 4 },
};
const quick = {
  step: { rounds: 3, compared: 10 },
  products: { rounds: 3, largest: 512 },
  growth: { rounds: 1, every: 2 },
  browser: { rounds: 1, compared: 1 },
};

const titles = {
  step: 'One training step',
  products: 'Products',
  growth: 'Growth',
  browser: 'One training step in Chromium',
};

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        quick: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
        only: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.only !== undefined && !(values.only in titles)) {
      throw new RangeError(`bench: expected --only to be ${Object.keys(titles).join(', ')}, got "${values.only}".`);
    }
    return values;
  } catch (error) {
    console.error(`${error.message}\n\n${usage}`);
    return process.exit(2);
  }
}

const say = (what) => console.error(`  ${what}`);

async function main() {
  const options = readOptions();
  if (options.help) return console.log(usage);
  setUp(say);
  // Only now: these import packages that setUp has just built.
  const { describeMachine } = await import('./machine.mjs');
  const { resultsFile, verdictTable } = await import('./results.mjs');
  const machine = describeMachine();
  const measure = {
    step: async (settings) => (await import('./step.mjs')).measureStep(settings),
    products: async (settings) => (await import('./products.mjs')).measureProducts(settings),
    growth: async (settings) => (await import('./growth.mjs')).measureGrowth(settings),
    browser: async (settings) => (await import('./browserStep.mjs')).measureBrowserStep(settings),
  };

  console.log(`${machine}\n`);
  const started = performance.now();
  const parts = [];
  for (const name of Object.keys(titles)) {
    if (options.only !== undefined && options.only !== name) continue;
    console.log(`## ${titles[name]}\n`);
    const part = await measure[name]({ ...(options.quick ? quick : full)[name], say });
    console.log(`${part.text}\n`);
    parts.push({ title: titles[name], ...part });
  }
  const verdicts = parts.flatMap((part) => part.verdicts);
  if (verdicts.length > 0) console.log(`## Bars\n\n${verdictTable(verdicts)}\n`);
  say(`${Math.round((performance.now() - started) / 1000)} s`);

  if (options.only === undefined && (!options.quick || options.write)) {
    const file = fileURLToPath(new URL('RESULTS.md', import.meta.url));
    // Moved into place when it is whole: an interrupted run leaves the old results.
    writeFileSync(`${file}.new`, resultsFile({ machine, parts, verdicts, quick: options.quick }));
    renameSync(`${file}.new`, file);
    say('written: bench/RESULTS.md');
  }
}

main().catch((error) => {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
});
