import {
  activations,
  losses,
  rowLosses,
  vectorFunctions,
  type Activation,
  type Loss,
  type Regularizer,
  type RowLoss,
  type VectorFunction,
} from '@handgrad/core-math';
import { regularizers } from '@handgrad/mlp';
import { kernelOfActivation } from '../../src/activations/index.js';
import type { KernelFunction, Operations, PortableFunction, Tensor } from '../../src/contracts.js';
import { kernelOfLoss } from '../../src/losses/index.js';
import { kernelOfRegularizer } from '../../src/regularizers/index.js';
import { kernelOfRowLoss } from '../../src/rowLosses/index.js';
import { kernelOfVectorFunction } from '../../src/vectors/index.js';
import { originOf, type Origin } from './origin.js';
import { activationInputs, gradientRows, lossInputs, rowInputs, specialNumbers } from './inputs.js';

/** The numbers of one argument, float32, row by row. */
export interface PartInput {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float32Array;
}

/** A value or a derivative of a formula: as the device computes it, and as core-math does. */
export interface ParityPart {
  readonly kind: 'activations' | 'losses' | 'regularizers' | 'vectors' | 'rowLosses';
  readonly formula: string;
  readonly part: string;
  readonly origin: Origin;
  readonly inputs: readonly PartInput[];
  readonly build: (operations: Operations, given: readonly Tensor[]) => Tensor;
  /** Where it is one function of the entries of its inputs: several of those are computed by one kernel. */
  readonly kernel?: KernelFunction;
  /** The same in float64, of the same float32 numbers. */
  readonly expected: () => Float64Array;
  /** What the arguments are where an entry of the result is computed. */
  readonly argumentsAt: (entry: number) => readonly number[];
  /** As many entries at the end belong to NaN, infinities and the like. */
  readonly specials: number;
}

/** All activations are computed at the same numbers, of which one kernel computes several. */
const x = activationInputs(Object.values(activations));

/** Every part of every formula that has a counterpart on devices. */
export function parityParts(): readonly ParityPart[] {
  return [
    ...Object.values(activations).flatMap(partsOfActivation),
    ...Object.values(losses).flatMap(partsOfLoss),
    ...Object.values(regularizers).flatMap(partsOfRegularizer),
    ...Object.values(vectorFunctions).flatMap(partsOfVectorFunction),
    ...Object.values(rowLosses).flatMap(partsOfRowLoss),
  ];
}

/** 'activations/relu/value' */
export function nameOfPart({ kind, formula, part }: ParityPart): string {
  return `${kind}/${formula}/${part}`;
}

function partsOfActivation(entry: Activation): ParityPart[] {
  const { value, derivative, derivativeFromValue } = kernelOfActivation(entry);
  const parts = [
    pointwise('activations', entry.name, 'value', value, entry.value, [x]),
    pointwise('activations', entry.name, 'derivative', derivative, entry.derivative, [x]),
  ];
  if (!derivativeFromValue) return parts;
  const reference = entry.derivativeFromValue!;
  return [...parts, pointwise('activations', entry.name, 'derivativeFromValue', derivativeFromValue, reference, [x])];
}

function partsOfLoss(entry: Loss): ParityPart[] {
  const inputs = lossInputs(entry);
  const kernel = kernelOfLoss(entry);
  return (['value', 'derivative'] as const).map((part) =>
    pointwise('losses', entry.name, part, kernel[part], entry[part], inputs),
  );
}

function partsOfRegularizer(entry: Regularizer): ParityPart[] {
  const kernel = kernelOfRegularizer(entry);
  return (['value', 'derivative'] as const).map((part) =>
    pointwise('regularizers', entry.name, part, kernel[part], entry[part], [x]),
  );
}

function partsOfVectorFunction(entry: VectorFunction): ParityPart[] {
  const kernel = kernelOfVectorFunction(entry, 'parityParts');
  const rows = rowInputs('logits', 'predictions');
  const g = gradientRows(rows.rows, entry.value(new Float64Array(rows.columns)).length);
  return [
    rowwise(
      'vectors',
      entry.name,
      'value',
      [rows],
      ([row]) => entry.value(row),
      (operations, [given]) => kernel.value(operations, given),
    ),
    rowwise(
      'vectors',
      entry.name,
      'backward',
      [rows, g],
      ([row, gradient]) => entry.backward(row, gradient),
      (operations, [given, gradient]) =>
        kernel.backward(operations, kernel.keeps === 'input' ? given : kernel.value(operations, given), gradient),
    ),
  ];
}

function partsOfRowLoss(entry: RowLoss): ParityPart[] {
  const kernel = kernelOfRowLoss(entry, 'parityParts');
  const inputs = [rowInputs(entry.predictions, 'predictions'), rowInputs(entry.targets, 'targets')];
  return [
    rowwise(
      'rowLosses',
      entry.name,
      'value',
      inputs,
      ([row, target]) => [entry.value(row, target)],
      (operations, [rows, targets]) => kernel.value(operations, rows, targets),
    ),
    rowwise(
      'rowLosses',
      entry.name,
      'gradient',
      inputs,
      ([row, target]) => entry.gradient(row, target),
      (operations, [rows, targets]) => kernel.gradient(operations, rows, targets),
    ),
  ];
}

function pointwise(
  kind: ParityPart['kind'],
  formula: string,
  part: string,
  kernel: KernelFunction,
  reference: PortableFunction,
  inputs: readonly PartInput[],
): ParityPart {
  const argumentsAt = (entry: number): number[] => inputs.map(({ data }) => data[entry]);
  return {
    kind,
    formula,
    part,
    origin: originOf(kernel),
    inputs,
    build: ({ map }, given) => map(kernel, ...given),
    kernel,
    expected: () => Float64Array.from(inputs[0].data, (_, entry) => reference(...argumentsAt(entry))),
    argumentsAt,
    specials: specialNumbers.length,
  };
}

function rowwise(
  kind: ParityPart['kind'],
  formula: string,
  part: string,
  inputs: readonly PartInput[],
  reference: (rows: readonly Float64Array[]) => ArrayLike<number>,
  build: ParityPart['build'],
): ParityPart {
  const rowsAt = (row: number): Float64Array[] =>
    inputs.map(({ data, columns }) => Float64Array.from(data.subarray(row * columns, (row + 1) * columns)));
  const { rows } = inputs[0];
  const columns = reference(rowsAt(0)).length;
  return {
    kind,
    formula,
    part,
    origin: 'composed',
    inputs,
    build,
    expected: () =>
      Float64Array.from(Array.from({ length: rows }, (_, row) => Array.from(reference(rowsAt(row)))).flat()),
    argumentsAt: (entry) => rowsAt(Math.floor(entry / columns)).flatMap((row) => [...row]),
    specials: 0,
  };
}
