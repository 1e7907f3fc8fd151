import {
  isTrainingDiverged,
  isTrainingInterrupted,
  summary,
  type Callback,
  type Json,
  type Model,
  type Optimizer,
  type TrainingState,
} from '@handgrad/mlp';
import { checkpoint, saveModel, tensorBoard } from '@handgrad/mlp/node';
import type { Command } from 'commander';
import { wholeNumber } from '../options.js';
import { indented } from '../terminal/table.js';
import type { Terminal } from '../terminal/terminal.js';
import { examine } from '../training/examine.js';
import { buildClipping, buildEarlyStopping, buildMetrics, buildOptimizer } from '../training/learning.js';
import { defaultData, loadData, type TrainingParts } from '../training/loadData.js';
import {
  aboutOf,
  exportModel,
  modelExtensions,
  openModel,
  requireExportPath,
  requireModelPath,
} from '../training/modelFile.js';
import { buildNetwork, headNamed, lossFor, targetsFor } from '../training/network.js';
import { deviceLabel, withDevice, type OpenDevice } from '../training/withDevice.js';
import { withThreads } from '../training/withThreads.js';
import { figures, percent, trainWithProgress, type Trained } from '../training/trainWithProgress.js';
import { requireFolder, writeReport } from '../writeReport.js';
import type { CommandContext } from './context.js';
import {
  addDataOptions,
  addFileOptions,
  addLearningOptions,
  addNetworkOptions,
  freeOptions,
  type Recipe,
  type TrainOptions,
} from './trainOptions.js';

export function addTrainCommand(program: Command, context: CommandContext): void {
  const command = program
    .command('train')
    .summary('train a network on any data, with a report')
    .description(
      'Trains dense layers on a data set of the course, on a CSV file or on IDX files, and writes a report.',
    );
  for (const add of [addDataOptions, addNetworkOptions, addLearningOptions, addFileOptions]) add(command);
  command
    .option('--seed <n>', 'fixes everything that is random', wholeNumber(0, '--seed'), 1)
    .option('--quick', 'one epoch')
    .action(async (typed: TrainOptions) => {
      const options = typed.resume === undefined ? typed : goingOn(command, typed);
      const given = options.quick ? { ...options, epochs: 1 } : options;
      context.finish(await withDevice(given.device, (device) => train(given, context, device)));
    });
}

/** A training that begins or goes on: the network, and where it stands. */
interface Start {
  readonly model: Model;
  readonly optimizer: Optimizer;
  readonly resume?: TrainingState;
}

async function train(
  options: TrainOptions,
  { terminal, version, commandLine }: CommandContext,
  device: OpenDevice | undefined,
): Promise<number> {
  // Names and places are looked at before anything is loaded: a typing mistake is said at once.
  const learning = learningOf(options);
  requirePlaces(options);
  const data = loadData(options, options.loss === undefined ? {} : targetsFor(headNamed(options.loss)));
  const recipe = { ...options, loss: options.loss ?? lossFor(data.train) };
  const start = options.resume === undefined ? begin(recipe, data) : continued(options.resume, options.epochs);

  const name = options.images ?? options.data ?? defaultData;
  terminal.line(`${terminal.paint.bold(`Training on ${name}`)}: ${sizesOf(data)}`);
  for (const note of data.notes) terminal.line(`  (${note})`);
  if (start.resume) terminal.line(`  (going on after ${start.resume.steps} updates, in epoch ${start.resume.epoch})`);
  terminal.line(`\n${indented(summary(start.model))}\n`);

  const about = aboutOf(kept(recipe), data);
  const { model, ...where } = start;
  const plan = {
    ...where,
    ...learning,
    ...(device && { device }),
    epochs: options.epochs,
    batchSize: options.batch,
    seed: options.seed,
    callbacks: callbacksOf(options, about),
  };
  const label = device && deviceLabel(device);
  if (device) terminal.line(`  device: ${label}: ${device.reason}`);
  const given: Finished = { options, data, about, optimizer: start.optimizer, name, ...(label && { device: label }) };
  const trained = await withThreads(options.threads, terminal, () =>
    trainWithProgress(model, data.train, plan, terminal),
  ).catch((error: unknown) => rescue(error, given, terminal));
  return finish(trained, given, { terminal, version, commandLine });
}

/** The options of the file that is resumed, with those that may be given anew. */
function goingOn(command: Command, typed: TrainOptions): TrainOptions {
  const path = typed.resume!;
  const { known, training } = openModel(path);
  if (!known || !training) {
    throw new RangeError(
      `--resume: expected a file that handgrad train --save or --checkpoint wrote, got ${path}, which holds ${training ? 'no options' : 'no training'}. Train anew with --save.`,
    );
  }
  const given = Object.keys(typed).filter((option) => command.getOptionValueSource(option) === 'cli');
  // A table may have moved, as other files may: another name of a data set would be other data.
  const moved = [typed.data, (known.options as Partial<TrainOptions>).data].every((data) => data?.endsWith('.csv'));
  const fixed = given.find((option) => !freeOptions.includes(option) && !(option === 'data' && moved));
  if (fixed !== undefined) {
    throw new RangeError(
      `--resume: expected no option that belongs to the training in ${path}, got ${flagOf(fixed)}. Leave it out, or train anew without --resume.`,
    );
  }
  const anew = Object.fromEntries(given.map((option) => [option, typed[option as keyof TrainOptions]]));
  return { ...({ ...known.options } as unknown as TrainOptions), out: typed.out, ...anew };
}

/** What ends one run, and is not what a training goes on with. */
const ofOneRun: readonly string[] = ['save', 'export', 'out', 'resume', 'quick', 'threads'];

function kept(options: TrainOptions): object {
  return Object.fromEntries(Object.entries(options).filter(([option]) => !ofOneRun.includes(option)));
}

function begin(options: Recipe & { readonly loss: string }, { train: data, scaler }: TrainingParts): Start {
  return { model: buildNetwork(data, scaler, options), optimizer: buildOptimizer(options) };
}

function continued(path: string, epochs: number): Start {
  const { model, optimizer, training } = openModel(path);
  if (training!.epoch > epochs) {
    throw new RangeError(
      `--resume: expected more than the ${training!.epoch - 1} epochs that ${path} has behind it, got ${epochs}. Pass --epochs with how many there shall be in all.`,
    );
  }
  return { model, optimizer: optimizer!, resume: training! };
}

function learningOf(
  options: TrainOptions,
): Pick<Parameters<typeof trainWithProgress>[2], 'metrics' | 'clipping' | 'classWeights' | 'validationSplit'> {
  buildOptimizer(options);
  buildEarlyStopping(options);
  const clipping = buildClipping(options);
  const { classWeights, validationSplit } = options;
  return {
    metrics: buildMetrics(options),
    ...(clipping && { clipping }),
    ...(classWeights !== undefined && { classWeights }),
    ...(validationSplit !== undefined && { validationSplit }),
  };
}

function requirePlaces({ out, save, checkpoint: path, checkpointEvery, export: exports = [] }: TrainOptions): void {
  requireFolder(out);
  if (save !== undefined) requireModelPath('--save', save, modelExtensions);
  if (path !== undefined) requireModelPath('--checkpoint', path, modelExtensions);
  for (const target of exports) requireExportPath('--export', target);
  if (checkpointEvery !== undefined && path === undefined) {
    throw new RangeError(
      `--checkpoint-every: expected --checkpoint with it, got ${checkpointEvery} alone. Name the file: --checkpoint run.safetensors.`,
    );
  }
}

function callbacksOf(options: TrainOptions, about: Json): readonly Callback[] {
  const stopping = buildEarlyStopping(options);
  const { checkpoint: path, checkpointEvery: every, tensorboard } = options;
  return [
    ...(stopping ? [stopping] : []),
    ...(tensorboard === undefined ? [] : [tensorBoard({ folder: tensorboard, histogramsEvery: 1 })]),
    ...(path === undefined ? [] : [checkpoint({ path, about, ...(every !== undefined && { every }) })]),
  ];
}

/** What was learned before an error ended the training, such as a device that was lost, goes to where it was to be saved. */
function rescue(error: unknown, { options, about, optimizer, device }: Finished, terminal: Terminal): never {
  const file = options.save ?? options.checkpoint;
  if (isTrainingInterrupted(error) && !isTrainingDiverged(error) && file !== undefined) {
    const { model, training } = error;
    saveModel(file, model, { optimizer, training, about });
    terminal.line(`\nEnded by an error after ${training.steps} updates: ${file} holds what was learned until then.`);
    terminal.line(`It goes on with: handgrad train --resume ${file}${device === undefined ? '' : ' --device none'}`);
  }
  throw error;
}

interface Finished {
  readonly options: TrainOptions;
  readonly data: TrainingParts;
  readonly about: Json;
  readonly optimizer: Optimizer;
  readonly name: string;
  /** Where updates were made, unless in plain TypeScript. */
  readonly device?: string;
}

/** Saves first, then tests, reports and exports: what was learned is safe before anything else can fail. */
async function finish(
  trained: Trained,
  { options, data, about, optimizer, name, device }: Finished,
  { terminal, version, commandLine }: Pick<CommandContext, 'terminal' | 'version' | 'commandLine'>,
): Promise<number> {
  const { model, training, stopped, reason } = trained;
  if (options.save !== undefined) saveModel(options.save, model, { optimizer, training, about });
  if (stopped === 'stopped') terminal.line(`\n  stopped early: ${reason}`);
  const report = { ...(await examine(trained, data, buildMetrics(options))), ...(device !== undefined && { device }) };
  const { test } = report;
  const told = [
    `loss ${test.loss.toFixed(4)}`,
    ...(Number.isNaN(test.accuracy) ? [] : [`accuracy ${percent(test.accuracy)}`]),
    ...figures(test.metrics),
  ];
  terminal.line(`\n  test: ${told.join(', ')} on ${test.samples.toLocaleString('en')} samples`);
  const path = writeReport(options.out, { title: `Training on ${name}`, training: report }, commandLine, version);
  if (stopped === 'aborted') tellHowToGoOn(trained, options, terminal);
  if (options.save !== undefined) terminal.line(`\nNetwork: ${terminal.paint.cyan(options.save)}`);
  terminal.line(`\nReport with pictures: ${terminal.paint.cyan(path)}`);
  const exported = await exportAll(options, trained, optimizer, terminal);
  return stopped === 'aborted' ? 130 : exported ? 0 : 1;
}

/** Each to its place; one that fails does not keep the others from theirs. */
async function exportAll(
  options: TrainOptions,
  { model }: Trained,
  optimizer: Optimizer,
  terminal: Terminal,
): Promise<boolean> {
  let all = true;
  for (const target of options.export ?? []) {
    try {
      terminal.line(await exportModel(target, model, { optimizer, options }));
    } catch (error) {
      all = false;
      terminal.error(terminal.paint.red(`--export ${target}: ${(error as Error).message}`));
    }
  }
  return all;
}

function tellHowToGoOn({ steps }: Trained, { save, checkpoint: path }: TrainOptions, terminal: Terminal): void {
  terminal.line(`\nStopped by Ctrl-C after ${steps} updates: the report holds what was learned until then.`);
  const file = path ?? save;
  if (file !== undefined) terminal.line(`It goes on with: handgrad train --resume ${file}`);
}

function flagOf(option: string): string {
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function sizesOf({ train: { size, inputs }, test }: TrainingParts): string {
  const count = (n: number): string => n.toLocaleString('en');
  return `${count(size)} samples of ${count(inputs)} inputs to learn from, ${count(test.size)} to test with`;
}
