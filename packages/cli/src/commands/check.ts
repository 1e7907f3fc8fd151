import type { Command } from 'commander';
import { formulasNamed } from '../catalogue.js';
import { wholeNumber } from '../options.js';
import type { Terminal } from '../terminal/terminal.js';
import type { CommandContext } from './context.js';
import { verify, verifyTable } from '../verify.js';

interface CheckOptions {
  readonly runs: number;
  readonly seed: number;
}

export function addCheckCommand(program: Command, { terminal, finish }: CommandContext): void {
  program
    .command('check')
    .summary('hold formulas to their laws')
    .description(
      'Holds formulas to their laws: the derivative against finite differences, range, limits, kinks, identities. Without names: all formulas.',
    )
    .argument('[formulas...]', 'names as in FORMULAS.md, e.g. sigmoid huber softmaxCrossEntropy')
    .option('--runs <n>', 'random cases for each law', wholeNumber(1, '--runs'), 100)
    .option('--seed <n>', 'where the cases come from', wholeNumber(0, '--seed'), 1)
    .action(async (names: string[], options: CheckOptions) => {
      finish(await check(names, options, terminal));
    });
}

async function check(names: readonly string[], options: CheckOptions, terminal: Terminal): Promise<number> {
  const verified = await verify(formulasNamed(names), options, terminal);
  terminal.line(verifyTable(verified, terminal));
  const broken = verified.filter((one) => one.broken.length > 0);
  for (const one of broken) {
    terminal.line();
    terminal.line(
      terminal.paint.red(terminal.paint.bold(`${one.formula} breaks ${one.broken.length} of its ${one.laws} laws`)),
    );
    for (const report of one.broken) terminal.line(`\n${report}`);
  }
  if (terminal.interrupted.aborted) {
    terminal.line('\nStopped by Ctrl-C: the table holds what was checked until then.');
    return 130;
  }
  const cases = verified.reduce((sum, one) => sum + one.cases, 0);
  terminal.line();
  terminal.line(
    `${verified.length} formulas, ${verified.reduce((sum, one) => sum + one.laws, 0)} laws, ${cases.toLocaleString('en')} cases: ${broken.length === 0 ? 'all hold' : `${broken.length} broken`}.`,
  );
  return broken.length === 0 ? 0 : 1;
}
