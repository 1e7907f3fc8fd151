import { summary } from '@handgrad/mlp';
import type { Command } from 'commander';
import { positiveNumber, unitsOfLayers, wholeNumber } from '../options.js';
import { indented } from '../terminal/table.js';
import { examine } from '../training/examine.js';
import { defaultData, loadData, type DataOptions } from '../training/loadData.js';
import { buildNetwork, buildOptimizer, lossFor, targetsFor } from '../training/network.js';
import { percent, trainWithProgress } from '../training/trainWithProgress.js';
import { requireFolder, writeReport } from '../writeReport.js';
import type { CommandContext } from './context.js';

interface TrainOptions extends DataOptions {
  readonly layers: readonly number[];
  readonly activation: string;
  readonly loss?: string;
  readonly optimizer: string;
  readonly learningRate?: number;
  readonly epochs: number;
  readonly batch: number;
  readonly quick?: true;
  readonly out: string;
}

export function addTrainCommand(program: Command, context: CommandContext): void {
  program
    .command('train')
    .summary('train a network on any data, with a report')
    .description('Trains dense layers on a data set of the course, on a CSV file or on IDX files, and writes a report.')
    .option(
      '--data <name|file.csv>',
      'mnist (unless given), iris, penguins, xor, blobs, moons, circles, spirals, or a CSV file',
    )
    .option('--target <column>', 'what to predict, for a CSV file')
    .option('--images <file>', 'IDX file of training images, gzipped or not; --labels beside it')
    .option('--labels <file>', 'IDX file of training labels')
    .option('--test-images <file>', 'IDX file of test images; without it a fifth is kept back')
    .option('--test-labels <file>', 'IDX file of test labels')
    .option(
      '--samples <n>',
      'how many samples to generate (blobs, moons, circles, spirals)',
      wholeNumber(1, '--samples'),
    )
    .option('--no-standardize', 'leave the inputs of tables as they are')
    .option('--layers <units>', 'units of the hidden layers, e.g. 128,64, or none', unitsOfLayers, [512])
    .option('--activation <name>', 'of the hidden layers: any activation of FORMULAS.md', 'relu')
    .option('--loss <name>', 'any loss of FORMULAS.md; chosen by the targets unless given')
    .option('--optimizer <name>', 'sgd, momentum or adam', 'adam')
    .option('--learning-rate <rate>', "the optimizer's own default unless given", positiveNumber('--learning-rate'))
    .option('--epochs <n>', 'how often to go through the data', wholeNumber(1, '--epochs'), 5)
    .option('--batch <n>', 'samples an update', wholeNumber(1, '--batch'), 128)
    .option('--seed <n>', 'fixes everything that is random', wholeNumber(0, '--seed'), 1)
    .option('--quick', 'one epoch')
    .option('--out <folder>', 'where the report goes', 'handgrad-report')
    .action(async (options: TrainOptions) => {
      context.finish(await train(options, context));
    });
}

async function train(options: TrainOptions, { terminal, version, commandLine }: CommandContext): Promise<number> {
  const { batch, seed, out } = options;
  const epochs = options.quick ? 1 : options.epochs;
  // Names are looked up before anything is loaded: a typing mistake is said at once.
  const optimizer = buildOptimizer(options.optimizer, options.learningRate);
  const wanted = options.loss === undefined ? {} : targetsFor(options.loss);
  requireFolder(out);
  const data = loadData(options, wanted);
  const loss = options.loss ?? lossFor(data.train);
  const model = buildNetwork(data.train, { ...options, loss });

  const name = options.images ?? options.data ?? defaultData;
  terminal.line(`${terminal.paint.bold(`Training on ${name}`)}: ${sizesOf(data)}`);
  for (const note of data.notes) terminal.line(`  (${note})`);
  terminal.line(`\n${indented(summary(model))}\n`);
  const trained = await trainWithProgress(model, data.train, { optimizer, epochs, batchSize: batch, seed }, terminal);
  const training = await examine(trained, data);
  const { test } = training;
  terminal.line(
    `\n  test: loss ${test.loss.toFixed(4)}${Number.isNaN(test.accuracy) ? '' : `, accuracy ${percent(test.accuracy)}`} on ${test.samples.toLocaleString('en')} samples`,
  );
  const path = writeReport(out, { title: `Training on ${name}`, training }, commandLine, version);
  if (trained.stopped === 'aborted') {
    terminal.line(`\nStopped by Ctrl-C after ${trained.steps} updates: the report holds what was learned until then.`);
  }
  terminal.line(`\nReport with pictures: ${terminal.paint.cyan(path)}`);
  return trained.stopped === 'aborted' ? 130 : 0;
}

function sizesOf({ train, test }: { train: { size: number; inputs: number }; test: { size: number } }): string {
  const count = (n: number): string => n.toLocaleString('en');
  return `${count(train.size)} samples of ${count(train.inputs)} inputs to learn from, ${count(test.size)} to test with`;
}
