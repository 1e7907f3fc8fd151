import type { Command } from 'commander';
import type { ClassWeights } from '@handgrad/mlp';
import { collected, positiveNumber, share, unitsOfLayers, wholeNumber } from '../options.js';
import type { DataOptions } from '../training/loadData.js';
import type { DeviceName } from '../training/withDevice.js';
import { classWeightsOf, type LearningOptions } from '../training/learning.js';
import type { NetworkOptions } from '../training/network.js';

/** What makes one training differ from another: kept in its model file, so that `--resume` needs none of it again. */
export interface Recipe extends DataOptions, LearningOptions, Omit<NetworkOptions, 'loss'> {
  readonly loss?: string;
  readonly batch: number;
  readonly validationSplit?: number;
  readonly classWeights?: ClassWeights;
}

/** What says how long, on what and where to. */
export interface TrainOptions extends Recipe {
  readonly epochs: number;
  readonly quick?: true;
  readonly resume?: string;
  readonly save?: string;
  readonly checkpoint?: string;
  readonly checkpointEvery?: number;
  readonly export?: readonly string[];
  readonly tensorboard?: string;
  readonly threads?: number;
  readonly device: DeviceName;
  readonly out: string;
}

/** The options that a resumed training may be given anew; all others belong to what it is, and are in its file. */
export const freeOptions: readonly string[] = [
  ...['epochs', 'resume', 'save', 'checkpoint', 'checkpointEvery', 'export', 'tensorboard', 'threads', 'device', 'out'],
  // The files may have moved.
  ...['images', 'labels', 'testImages', 'testLabels', 'earlyStopping'],
];

/** Where data come from: what `train` and `evaluate` share. */
export function addDataOptions(command: Command): Command {
  return command
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
    );
}

export function addNetworkOptions(command: Command): Command {
  return command
    .option('--augment <options>', 'vary images while learning: shift=2,zoom=0.1,rotate=10,crop=2,flipHorizontal=true')
    .option('--no-standardize', 'leave the inputs of tables as they are')
    .option('--layers <units>', 'units of the hidden layers, e.g. 128,64, or none', unitsOfLayers, [512])
    .option('--activation <name>', 'of the hidden layers: any activation of FORMULAS.md', 'relu')
    .option('--initializer <name>', 'of the weights: glorotUniform unless given, heNormal, ...')
    .option('--dropout <rate>', 'leave out this share of the hidden units while learning', share('--dropout'))
    .option('--batch-norm', 'batch normalisation before each activation')
    .option('--layer-norm', 'layer normalisation before each activation')
    .option('--l1 <strength>', 'penalty on the absolute weights', positiveNumber('--l1'))
    .option('--l2 <strength>', 'penalty on the squared weights', positiveNumber('--l2'))
    .option('--loss <name>', 'any loss of FORMULAS.md; chosen by the targets unless given');
}

export function addLearningOptions(command: Command): Command {
  return command
    .option('--optimizer <name>', 'sgd, momentum, nesterov, rmsprop, adam, ...; adam:epsilon=1e-7 sets options', 'adam')
    .option('--learning-rate <rate>', "the optimizer's own default unless given", positiveNumber('--learning-rate'))
    .option(
      '--schedule <name:options>',
      'how the rate changes, e.g. cosineDecay:steps=2345 or stepDecay:steps=500,factor=0.5',
    )
    .option('--warm-up <updates>', 'climb to the rate in so many updates', wholeNumber(1, '--warm-up'))
    .option('--clip <name:limit>', 'clip gradients: clipByValue, clipByNorm or clipByGlobalNorm:limit=1')
    .option('--epochs <n>', 'how often to go through the data, all in all', wholeNumber(1, '--epochs'), 5)
    .option('--batch <n>', 'samples an update', wholeNumber(1, '--batch'), 128)
    .option(
      '--validation-split <share>',
      'keep this share back, to look at after each epoch',
      share('--validation-split'),
    )
    .option('--class-weights <weights>', 'balanced, or one number a class: 1,2.5,1', classWeightsOf)
    .option('--metric <name>', 'also report f1Score, rocAuc, precision:average=macro, ... (may be repeated)', collected)
    .option(
      '--early-stopping <epochs>',
      'stop when nothing has improved for so many epochs, and keep the best',
      wholeNumber(1, '--early-stopping'),
    )
    .option('--monitor <name>', 'what --early-stopping looks at: validationLoss unless given')
    .option('--monitor-mode <mode>', 'whether less (min) or more (max) of it is better');
}

export function addFileOptions(command: Command): Command {
  return command
    .option('--save <file>', 'write the trained network: model.safetensors, or model.json for people to read')
    .option('--checkpoint <file>', 'write a checkpoint after each epoch, from which --resume goes on')
    .option(
      '--checkpoint-every <updates>',
      'write it after so many updates instead',
      wholeNumber(1, '--checkpoint-every'),
    )
    .option('--resume <file>', 'go on with a saved network or checkpoint, to the same bits as without the stop')
    .option(
      '--export <file.onnx|folder>',
      'also write it as ONNX, or as a PyTorch project (may be repeated)',
      collected,
    )
    .option(
      '--threads <n>',
      'threads for large products: the cores, up to 4, unless given',
      wholeNumber(1, '--threads'),
    )
    .option(
      '--device <name>',
      'where updates are made: auto, webgpu, webgl2, webasm, cpu, or none for plain TypeScript',
      'none',
    )
    .option('--tensorboard <folder>', 'write event files for TensorBoard')
    .option('--out <folder>', 'where the report goes', 'handgrad-report');
}
