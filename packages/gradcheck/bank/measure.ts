import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Method } from '../src/checks/options.js';
import { bank } from './index.js';
import { bars, summaryOf, tableOf, totalsOf, type Measured } from './table.js';
import { falseAlarmsOf, triedOn } from './trial.js';

const runs = 100;
const methods: readonly Method[] = ['fivePoint', 'central', 'richardson', 'dual'];
const results = fileURLToPath(new URL('../node_modules/.bank/', import.meta.url));

/** Goes through the bank with one method, and writes BANK.md from the last results of all methods. */
export function measureWith(method: Method): void {
  const seeds = Number(process.env['HANDGRAD_BANK_SEEDS'] ?? 200);
  test(`${method}: all but a few of the wrong are caught with ${seeds} seeds, and all of the right pass`, () => {
    const subjects = bank.filter((each) => each.methods.includes(method));
    const effort = { method, seeds, runs };
    const measured: Measured = {
      method,
      seeds,
      trials: subjects.flatMap(({ mutants }) => mutants.map((mutant) => triedOn(mutant, effort))),
      rightChecks: subjects.length * seeds,
      falseAlarms: subjects.flatMap((each) => falseAlarmsOf(each, effort)),
    };
    mkdirSync(results, { recursive: true });
    writeFileSync(`${results}${method}.json`, JSON.stringify(measured));
    const all = methods.filter((each) => existsSync(`${results}${each}.json`));
    writeFileSync(new URL('../BANK.md', import.meta.url), pageOf(all.map(read)));
    const { caught, tried, least, digits, diagnosed, known } = totalsOf(measured.trials);
    expect(measured.falseAlarms).toEqual([]);
    expect(caught / tried).toBeGreaterThanOrEqual(bars.caught);
    expect(least).toBeGreaterThanOrEqual(bars.caughtEach);
    expect(digits).toBeLessThanOrEqual(bars.digits);
    expect(diagnosed / known).toBeGreaterThanOrEqual(bars.diagnosed);
  });
}

function read(method: Method): Measured {
  return JSON.parse(readFileSync(`${results}${method}.json`, 'utf8')) as Measured;
}

function pageOf(measured: readonly Measured[]): string {
  const count = bank.flatMap(({ mutants }) => mutants).length;
  const alarms = measured.flatMap(({ falseAlarms }) => falseAlarms);
  return `# The bank of wrong derivatives

${count} wrong derivatives of ${bank.length} functions, each checked with the seeds that the table counts and ${runs} runs. Written by
\`npm run bank -w @handgrad/gradcheck\`; the functions stand in \`bank/\`.

${summaryOf(measured)}

- _least caught_: the wrong derivative that was caught with the smallest share of the seeds
- _most digits_: the significant digits of any number in any counterexample
- _smallest shape_: wrong derivatives whose every counterexample has the smallest shape on which they are wrong
- _diagnosis right_: of the reports on mistakes of a known kind, those that name it
- _named though unknown_: of the reports on the others, those that name a kind none the less

## One by one

Caught with each method, "–" where it does not apply; digits, shapes and diagnoses with the first.

${tableOf(measured.flatMap(({ trials }) => trials))}
${alarms.length === 0 ? '' : `\n## False alarms\n\n${alarms.map(({ subject, method, report }) => `- ${subject}, ${method}: \`${report.replay ?? report.verdict}\``).join('\n')}\n`}`;
}
