import { Matrix } from '@handgrad/core-math';
import { dummyVariables, type DummyVariables } from '../src/encoding/dummyVariables.js';
import { labelEncode } from '../src/encoding/labelEncode.js';
import { oneHot } from '../src/encoding/oneHot.js';

type OneHot = (labels: ArrayLike<number>, classes: number) => Matrix;
const rowsOf = (labels: ArrayLike<number>, columns: number, entry: (label: number, j: number) => number): Matrix =>
  Matrix.generate(labels.length, columns, (i, j) => entry(labels[i]!, j));

/** Wrong one-hot encodings, each caught by a law. */
export const wrongOneHots: readonly { name: string; wrong: OneHot }[] = [
  { name: 'labels from 1', wrong: (labels, c) => rowsOf(labels, c, (label, j) => (label - 1 === j ? 1 : 0)) },
  { name: 'as many columns as the largest label asks for', wrong: (labels) => oneHot(labels) },
  { name: 'thermometer', wrong: (labels, c) => rowsOf(labels, c, (label, j) => (j <= label ? 1 : 0)) },
  { name: 'backwards', wrong: (labels, c) => rowsOf(labels, c, (label, j) => (c - 1 - label === j ? 1 : 0)) },
  { name: 'transposed', wrong: (labels, c) => Matrix.generate(c, labels.length, (i, j) => (labels[j] === i ? 1 : 0)) },
  { name: 'smoothed', wrong: (labels, c) => rowsOf(labels, c, (label, j) => (label === j ? 0.9 : 0.1 / c)) },
];

/** Wrong label encodings, each caught by a law. */
export const wrongLabelEncodes: readonly { name: string; wrong: typeof labelEncode }[] = [
  {
    name: 'classes in the order of their first label',
    wrong: (labels, classes) => labelEncode(labels, classes ?? [...new Set(labels)]),
  },
  { name: 'sorts given classes', wrong: (labels, classes) => labelEncode(labels, classes && [...classes].sort()) },
  {
    name: 'ignores case',
    wrong: (labels, classes) =>
      labelEncode(
        labels.map((label) => label.toLowerCase()),
        classes,
      ),
  },
  {
    name: 'codes from 1',
    wrong: (labels, classes) => ({
      ...labelEncode(labels, classes),
      codes: labelEncode(labels, classes).codes.map((c) => c + 1),
    }),
  },
  {
    name: 'sorts numbers by size',
    wrong: (labels, classes) =>
      labelEncode(labels, classes ?? [...new Set(labels)].sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1))),
  },
];

/** Wrong dummy variables, each caught by a law. */
export const wrongDummies: readonly { name: string; wrong: typeof dummyVariables }[] = [
  { name: 'keeps all levels', wrong: (values, options) => dummyVariables(values, { ...options, keepAll: true }) },
  {
    name: 'never keeps all levels',
    wrong: (values, options) => dummyVariables(values, { ...options, keepAll: false }),
  },
  {
    name: 'ignores the baseline named',
    wrong: (values, { levels = [...new Set(values)].sort(), keepAll = false } = {}) =>
      dummyVariables(values, { levels, keepAll }),
  },
  {
    name: 'names the levels in the wrong order',
    wrong: (values, options) => levelsReversed(dummyVariables(values, options)),
  },
  {
    name: 'effect coding: the baseline is -1',
    wrong: (values, options) => effectCoded(dummyVariables(values, options)),
  },
];

function levelsReversed(dummies: DummyVariables): DummyVariables {
  return { ...dummies, levels: [...dummies.levels].reverse() };
}

function effectCoded({ matrix, ...rest }: DummyVariables): DummyVariables {
  const entry = (i: number, j: number): number => (matrix.row(i).includes(1) ? matrix.get(i, j) : -1);
  return { ...rest, matrix: Matrix.generate(matrix.rows, matrix.columns, entry) };
}
