import { Matrix, type Activation, type Loss, type RowLoss, type VectorFunction } from '@handgrad/core-math';
import type { Device } from '../contracts.js';
import { here } from './here.js';
import { argumentNames, type DeviceFormula, type Part } from './parts.js';
import { runPlan } from './plans.js';

/**
 * f(X), entry by entry for an activation or a pointwise loss, row by row for a vector function or a loss over rows
 *
 * | formula | matrices | result |
 * | --- | --- | --- |
 * | activation | x [n x m] | [n x m] |
 * | loss | predictions [n x m], targets [n x m] | [n x m], unreduced |
 * | vector function | x [n x m] | [n x m]; [n x 1] for logSumExp |
 * | row loss | predictions [n x m], targets [n x m], or class indices [n x 1] | [n x 1] |
 *
 * Computed on the device in float32; on the plain TypeScript reference by core-math itself. Formulas of one's own run too,
 * where they are in the portable subset (`portableProblems`). What was compiled is kept for the next call with the
 * same formula and shapes.
 *
 * @throws RangeError for matrices whose shapes do not fit or that the device cannot hold, and for a formula outside of
 * the portable subset; TypeError for what is no such formula.
 * @example
 * const device = await openDevice({ backend: 'cpu' });
 * (await valueOn(device, activations.relu, Matrix.row([-2, 3]))).toRows() // => [[0, 3]]
 * (await valueOn(device, losses.squaredError, Matrix.row([1, 2]), Matrix.row([0, 4]))).toRows() // => [[1, 4]]
 * await device.close();
 */
export function valueOn(device: Device, formula: Activation | VectorFunction, x: Matrix): Promise<Matrix>;
export function valueOn(device: Device, formula: Loss | RowLoss, predictions: Matrix, targets: Matrix): Promise<Matrix>;
export async function valueOn(device: Device, formula: DeviceFormula, ...matrices: Matrix[]): Promise<Matrix> {
  return computeOn('valueOn', device, formula, 'value', matrices);
}

/**
 * f'(X), with respect to the first argument
 *
 * As {@link valueOn}, but that a vector function takes the gradient of its output too, and gives J^T of it, row by row;
 * and that a loss over rows gives its gradient [n x m].
 *
 * @throws RangeError and TypeError as valueOn does.
 * @example
 * const device = await openDevice({ backend: 'cpu' });
 * (await derivativeOn(device, activations.relu, Matrix.row([-2, 3]))).toRows() // => [[0, 1]]
 * await device.close();
 */
export function derivativeOn(device: Device, formula: Activation, x: Matrix): Promise<Matrix>;
export function derivativeOn(
  device: Device,
  formula: Loss | RowLoss | VectorFunction,
  predictions: Matrix,
  targetsOrOutputGradient: Matrix,
): Promise<Matrix>;
export async function derivativeOn(device: Device, formula: DeviceFormula, ...matrices: Matrix[]): Promise<Matrix> {
  return computeOn('derivativeOn', device, formula, 'derivative', matrices);
}

async function computeOn(
  caller: string,
  device: Device,
  formula: DeviceFormula,
  part: Part,
  matrices: readonly Matrix[],
): Promise<Matrix> {
  checkArguments(caller, formula, part, matrices);
  return device.backend === 'reference'
    ? here(formula, part, matrices)
    : runPlan(caller, device, formula, part, matrices);
}

function checkArguments(caller: string, formula: DeviceFormula, part: Part, matrices: readonly Matrix[]): void {
  const names = argumentNames(caller, formula, part);
  if (matrices.length !== names.length) {
    throw new RangeError(
      `${caller}: expected ${names.length === 1 ? 'one matrix' : 'two matrices'} for ${formula.name} (${names.join(', ')}), got ${matrices.length}. Pass one for each.`,
    );
  }
  const stranger = matrices.find((one) => !(one instanceof Matrix));
  if (stranger) {
    throw new TypeError(
      `${caller}: expected matrices, got ${Array.isArray(stranger) ? 'an array' : typeof stranger}. Make one with Matrix.fromRows.`,
    );
  }
  const [x, other] = matrices;
  if (!other) return;
  const columns = columnsOfSecond(formula, x.columns);
  if (other.rows !== x.rows || other.columns !== columns) {
    throw new RangeError(
      `${caller}: expected ${names[1]} of shape ${x.rows} x ${columns} for ${formula.name} of ${x.shape} numbers, got ${other.shape}. Pass matrices that fit.`,
    );
  }
}

function columnsOfSecond(formula: DeviceFormula, columns: number): number {
  if (formula.kind === 'rowLoss') return formula.targets === 'classIndex' ? 1 : columns;
  if (formula.kind === 'vectorFunction') return formula.value(new Float64Array(columns)).length;
  return columns;
}
