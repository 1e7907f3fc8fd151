import { lookup, randomGenerator } from '@handgrad/core-math';
import {
  allOf,
  dropMissing,
  scaleInputs,
  standardize,
  tableDataset,
  trainTestSplit,
  type DescribedDataset,
  type LoadedDataset,
  type TargetKind,
} from '@handgrad/datasets';
import { datasets, idxDataset, readCsv, type DatasetEntry } from '@handgrad/datasets/node';

/** Where the data of a training come from: a name, a CSV file with its target, or IDX files. */
export interface DataOptions {
  readonly data: string;
  readonly target?: string;
  readonly images?: string;
  readonly labels?: string;
  readonly testImages?: string;
  readonly testLabels?: string;
  readonly samples?: number;
  readonly standardize: boolean;
  readonly seed: number;
}

export interface TrainingParts {
  readonly train: DescribedDataset;
  /** What is kept back for testing; the training part itself where nothing can be (XOR). */
  readonly test: DescribedDataset;
  /** What was done to the data on the way, in words. */
  readonly notes: readonly string[];
}

const testFraction = 0.2;

/** What stands for a value that was not recorded. */
const missing = ['', 'NA', 'NaN', '?'];

/** Loads the data and keeps a part back for testing; tables are standardised by what the training part says. */
export function loadData(options: DataOptions, targets: TargetKind | undefined): TrainingParts {
  const { train, test, notes } = parts(options, targets);
  const all = [...notes, ...(test ? [] : ['nothing kept back: tested on the training data'])];
  if (train.image || !options.standardize) return { train, test: test ?? train, notes: all };
  const scaler = standardize(allOf(train).inputs);
  return {
    train: scaleInputs(train, scaler),
    test: scaleInputs(test ?? train, scaler),
    notes: [...all, 'inputs standardised'],
  };
}

function parts(options: DataOptions, targets: TargetKind | undefined): LoadedDataset & { notes: readonly string[] } {
  const { data, images, labels, seed, samples } = options;
  if (images !== undefined || labels !== undefined) return { ...fromIdx(options, targets), notes: [] };
  if (data.endsWith('.csv')) return fromCsv(options, targets);
  const entry = lookup<DatasetEntry>(datasets, data, '--data (a name, or a file that ends in .csv)');
  const loaded = entry.load({ seed, ...(targets && { targets }), ...(samples !== undefined && { samples }) });
  return { ...loaded, notes: [] };
}

function fromIdx(options: DataOptions, targets: TargetKind | undefined): LoadedDataset {
  const { images, labels, testImages, testLabels, seed } = options;
  if (images === undefined || labels === undefined || (testImages === undefined) !== (testLabels === undefined)) {
    throw new RangeError(
      'handgrad train: expected --images and --labels together, and --test-images with --test-labels, got one of a pair. Name both files.',
    );
  }
  const kind = targets && { targets };
  const train = idxDataset({ images, labels, ...kind });
  if (testImages === undefined || testLabels === undefined) {
    return trainTestSplit(train, { testFraction, random: randomGenerator(seed), stratifyBy: 'classes' });
  }
  return { train, test: idxDataset({ images: testImages, labels: testLabels, classes: train.classes, ...kind }) };
}

function fromCsv(
  { data, target, seed }: DataOptions,
  targets: TargetKind | undefined,
): LoadedDataset & { notes: readonly string[] } {
  const whole = readCsv(data, { missing });
  if (target === undefined) {
    throw new RangeError(
      `handgrad train: expected --target, the column to predict, got none for ${data}. Name one of ${whole.names.join(', ')}.`,
    );
  }
  lookup(whole.columns, target, '--target');
  const { table, dropped } = dropMissing(whole, whole.names);
  const inputs = table.names.filter((name) => name !== target);
  const all = tableDataset(table, { inputs, target, ...(targets && { targets }) });
  const split = trainTestSplit(all, {
    testFraction,
    random: randomGenerator(seed),
    ...(all.classes && { stratifyBy: 'classes' as const }),
  });
  return { ...split, notes: dropped > 0 ? [`${dropped} rows with missing values left out`] : [] };
}
