import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Method } from '../src/checks/options.js';
import { bank } from './index.js';
import { summaryOf, tableOf } from './table.js';
import { falseAlarmsOf, triedOn, type FalseAlarm, type Trial } from './trial.js';

const seeds = Number(process.env['HANDGRAD_BANK_SEEDS'] ?? 200);
const runs = 100;
const methods: readonly Method[] = ['fivePoint', 'central', 'richardson', 'dual'];

test(`the bank with ${seeds} seeds, ${runs} runs each, is written to BANK.md`, () => {
  const trials: Trial[] = [];
  const alarms: FalseAlarm[] = [];
  const rightChecks = new Map<Method, number>();
  for (const method of methods) {
    const effort = { method, seeds, runs };
    for (const subject of bank.filter((each) => each.methods.includes(method))) {
      alarms.push(...falseAlarmsOf(subject, effort));
      rightChecks.set(method, (rightChecks.get(method) ?? 0) + seeds);
      trials.push(...subject.mutants.map((mutant) => triedOn(mutant, effort)));
      write(trials, alarms, rightChecks);
    }
  }
  expect(alarms).toEqual([]);
});

/** After every subject, so that a run that is stopped leaves what it knows. */
function write(
  trials: readonly Trial[],
  alarms: readonly FalseAlarm[],
  rightChecks: ReadonlyMap<Method, number>,
): void {
  const count = bank.flatMap(({ mutants }) => mutants).length;
  const text = `# The bank of wrong derivatives

${count} wrong derivatives of ${bank.length} functions, each checked with seeds 1 to ${seeds} and ${runs} runs. Written by
\`npm run bank -w @handgrad/gradcheck\`; the functions stand in \`bank/\`.

${summaryOf(trials, alarms, rightChecks)}

_Most digits_ are the significant digits of any number in any counterexample. _Smallest shape_ counts the wrong
derivatives whose every counterexample has the smallest shape on which they are wrong. _Diagnosis right_ is of the reports
on mistakes of a known kind; _named though unknown_ of the reports on the others.

## One by one

Caught with each method; digits, shapes and diagnoses of the first. "–" where the method does not apply.

${tableOf(trials)}
${alarms.length === 0 ? '' : `\n## False alarms\n\n${alarms.map(({ subject, method, report }) => `- ${subject}, ${method}: \`${report.replay ?? report.verdict}\``).join('\n')}\n`}`;
  writeFileSync(new URL('../BANK.md', import.meta.url), text);
}
