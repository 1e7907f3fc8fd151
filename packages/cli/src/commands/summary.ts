import { historyTable, sparkline, summary } from '@handgrad/mlp';
import type { Command } from 'commander';
import { openModel } from '../training/modelFile.js';
import type { CommandContext } from './context.js';

export function addSummaryCommand(program: Command, { terminal, finish }: CommandContext): void {
  program
    .command('summary')
    .summary('what is in a saved network')
    .description('Prints the layers of a saved network, how it was trained, and its history.')
    .argument('<model>', 'what handgrad train --save or --checkpoint wrote')
    .action((path: string) => {
      const { model, optimizer, training, known } = openModel(path);
      terminal.line(summary(model));
      if (known?.classes) terminal.line(`\nclasses: ${known.classes.join(', ')}`);
      if (known?.inputNames) terminal.line(`\ninputs: ${known.inputNames.join(', ')}`);
      if (optimizer) {
        const numbers = Object.entries(optimizer.parameters).map(([name, value]) => `${name} ${value}`);
        terminal.line(`\noptimizer: ${optimizer.name} (${numbers.join(', ')})`);
        if (optimizer.schedule) terminal.line(`learning rate: ${optimizer.schedule.name}`);
      }
      if (training) {
        const { steps, epoch, step, history } = training;
        const { device = 'none' } = known?.options ?? {};
        const where = device === 'none' ? '' : `, on the device ${String(device)}`;
        terminal.line(`\ntrained: ${steps.toLocaleString('en')} updates, ${history.length} whole epochs${where}`);
        if (step > 0) terminal.line(`stopped in epoch ${epoch}, after ${step} of its updates`);
        if (history.length > 0) {
          terminal.line(`\n${historyTable(history)}`);
          terminal.line(`\nloss  ${sparkline(history.map(({ loss }) => loss))}`);
        }
      }
      finish(0);
    });
}
