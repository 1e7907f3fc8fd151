import type { DescribedDataset } from '../dataset/describedDataset.js';
import { trainTestSplit } from '../dataset/trainTestSplit.js';
import { allOf } from '../dataset/allOf.js';
import { scaleInputs } from '../dataset/scaleInputs.js';
import { standardize } from '../scaling/standardize.js';
import { randomGenerator, type Random } from '@handgrad/core-math';
import type { TargetKind } from '../dataset/targets.js';

/** What every data set of the registry takes. */
export interface LoadOptions {
  /** Seeds the drawing of generated samples and the split: 1 unless given. */
  readonly seed?: number;
  /** The share of the samples that is kept for testing: 0.2 unless given. Refused where the data come in two parts already. */
  readonly testFraction?: number;
  /** How classes stand in the targets: by default one column for two classes and one-hot rows for more. */
  readonly targets?: TargetKind;
  /** Scale the inputs to mean 0 and variance 1, by what the training part says. */
  readonly standardize?: boolean;
  /** How many samples to generate. Refused where the data are measured. */
  readonly samples?: number;
}

/** The two parts of a data set; `test` is absent where there is nothing to keep back (XOR has four samples). */
export interface LoadedDataset {
  readonly train: DescribedDataset;
  readonly test?: DescribedDataset;
}

/** A data set by name: what it is, whose it is, and how to get it. */
export interface DatasetEntry {
  readonly kind: 'dataset';
  readonly name: string;
  readonly description: string;
  /** The number of samples, of the generated ones unless `load` is told otherwise. */
  readonly samples: number;
  readonly inputs: number;
  readonly classes: number;
  /** Where the numbers come from. */
  readonly source: string;
  readonly licence: string;
  readonly citation: string;
  readonly load: (options?: LoadOptions) => LoadedDataset;
}

/** The `load` of a measured data set: a stratified split of all samples. */
export function loadMeasured(
  name: string,
  all: (targets?: TargetKind) => DescribedDataset,
): (options?: LoadOptions) => LoadedDataset {
  return (options = {}) => {
    refuse(name, 'samples', options.samples, 'its samples are measured, not generated');
    return parted(all(options.targets), randomGenerator(options.seed ?? 1), options);
  };
}

/** The `load` of a generated data set: drawn from the seed, then split. */
export function loadGenerated(
  samples: number,
  generate: (options: { samples: number; random: Random; targets?: TargetKind }) => DescribedDataset,
): (options?: LoadOptions) => LoadedDataset {
  return (options = {}) => {
    const random = randomGenerator(options.seed ?? 1);
    const drawn = { samples: options.samples ?? samples, random, ...(options.targets && { targets: options.targets }) };
    return parted(generate(drawn), random, options);
  };
}

/** @throws RangeError when an option is given that the data set cannot follow: it is not ignored in silence. */
export function refuse(name: string, option: keyof LoadOptions, given: unknown, because: string): void {
  if (given === undefined) return;
  throw new RangeError(
    `${name}: expected no option "${option}", since ${because}, got ${String(given)}. Leave it out.`,
  );
}

function parted(all: DescribedDataset, random: Random, options: LoadOptions): LoadedDataset {
  const split = trainTestSplit(all, { testFraction: options.testFraction ?? 0.2, random, stratifyBy: 'classes' });
  if (!options.standardize) return split;
  const scaler = standardize(allOf(split.train).inputs);
  return { train: scaleInputs(split.train, scaler), test: scaleInputs(split.test, scaler) };
}
