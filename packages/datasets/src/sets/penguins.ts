import { readFileSync } from 'node:fs';
import { lookup } from '@handgrad/core-math';
import type { DescribedDataset } from '../dataset/describedDataset.js';
import type { TargetKind } from '../dataset/targets.js';
import { packageFile } from '../files/packageFile.js';
import { dropMissing } from '../table/dropMissing.js';
import { tableOf, type Table } from '../table/table.js';
import { tableDataset } from '../table/tableDataset.js';
import { loadMeasured, type DatasetEntry } from './entry.js';

const measurements = ['Beak Length (mm)', 'Beak Depth (mm)', 'Flipper Length (mm)', 'Body Mass (g)'] as const;
const words = ['Species', 'Island', 'Sex'] as const;

/** A column of the penguin table, by the name that the file gives it. */
export type PenguinColumn = (typeof measurements)[number] | (typeof words)[number];

export interface PenguinOptions {
  /** What is predicted: the sex (two classes) unless the species (three) is asked for. */
  readonly target?: 'sex' | 'species';
  /** What predicts: the four measurements unless given. Words become dummy variables, their first level left out. */
  readonly inputs?: readonly PenguinColumn[];
  /** How classes stand in the targets: by default one column for two classes and one-hot rows for more. */
  readonly targets?: TargetKind;
}

/** Penguins, and how many were left out. */
export interface PenguinDataset extends DescribedDataset {
  readonly classes: readonly string[];
  readonly inputNames: readonly string[];
  /** The number of birds left out for a missing value in a column that is used: 11 of 344 for the sex. */
  readonly dropped: number;
}

/**
 * All 344 penguins: NaN and '' stand for values that were not recorded. One bird's sex is recorded as "." and counts as missing.
 *
 * @throws RangeError when the file is missing or is not the table that it was.
 */
export function penguinTable(): Table {
  const records = recordsOf(packageFile('vega-datasets', '../data/penguins.json'));
  return tableOf([
    ...measurements.map((name) => [name, Float64Array.from(records, (bird) => Number(bird[name] ?? NaN))] as const),
    ...words.map((name) => [name, records.map((bird) => wordOf(name, bird[name]))] as const),
  ]);
}

/**
 * Penguins of the Palmer Archipelago. Their sex, from four measurements, is a real table for logistic regression: female is
 * 0 and male is 1, in one column.
 *
 * @throws RangeError for an unknown column, or when the file is missing or is not the table that it was.
 * @example
 * const birds = penguins({ target: 'sex', inputs: ['Beak Length (mm)', 'Body Mass (g)', 'Species'] })
 * birds.inputNames // => ['Beak Length (mm)', 'Body Mass (g)', 'Species = Chinstrap', 'Species = Gentoo']
 * [birds.size, birds.dropped] // => [333, 11]
 */
export function penguins({ target = 'sex', inputs = measurements, targets }: PenguinOptions = {}): PenguinDataset {
  const column = lookup({ sex: 'Sex', species: 'Species' }, target, 'penguins: target');
  const { table, dropped } = dropMissing(penguinTable(), [...inputs, column]);
  const dataset = tableDataset(table, { inputs, target: column, ...(targets && { targets }) });
  return Object.freeze({ ...dataset, classes: dataset.classes!, inputNames: dataset.inputNames!, dropped });
}

function recordsOf(path: string): readonly Readonly<Record<string, unknown>>[] {
  const records: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const names: readonly string[] = [...measurements, ...words];
  if (!Array.isArray(records) || !records.every((bird) => names.every((name) => Object.hasOwn(Object(bird), name)))) {
    throw new RangeError(
      `penguinTable: expected an array of records with ${names.join(', ')} in ${path}, got something else. Install it again: npm install vega-datasets.`,
    );
  }
  return records;
}

function wordOf(name: string, value: unknown): string {
  if (typeof value !== 'string' || value === '.') return '';
  return name === 'Sex' ? value.toLowerCase() : value;
}

/** The registry's entry: the sex from four measurements. */
export const penguinsEntry: DatasetEntry = Object.freeze({
  kind: 'dataset',
  name: 'penguins',
  description:
    'Beak, flipper and body mass of penguins of the Palmer Archipelago; the sex is predicted. 11 of 344 birds lack a value and are left out.',
  samples: 333,
  inputs: 4,
  classes: 2,
  source: 'npm package vega-datasets, penguins.json',
  licence: 'CC0 1.0',
  citation:
    'K. B. Gorman, T. D. Williams, W. R. Fraser, Ecological sexual dimorphism and environmental variability within a community of Antarctic penguins (genus Pygoscelis), PLoS ONE 9(3), 2014, e90081; A. M. Horst, A. P. Hill, K. B. Gorman, palmerpenguins, 2020',
  load: loadMeasured('penguins', (targets) => penguins(targets && { targets })),
});
