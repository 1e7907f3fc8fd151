import type { DatasetEntry } from './entry.js';
import { mnistEntry } from './mnist.js';
import { penguinsEntry } from './penguins.js';
import { portableDatasets } from './portableDatasets.js';

/** All data sets by name. `lookup(datasets, name, 'dataset')` finds one by a name that comes from outside. */
export const datasets = {
  mnist: mnistEntry,
  penguins: penguinsEntry,
  ...portableDatasets,
} as const satisfies Record<string, DatasetEntry>;

export type DatasetName = keyof typeof datasets;
