import type { Operations, Tensor } from '../contracts.js';
import { constantTensor } from '../plan/fixedTensors.js';
import { view } from '../plan/operations.js';
import { kernelName } from '../portable/kernelTexts.js';

export interface Writing {
  /** Which update it is, [1 x 1], counted from 0. */
  readonly clock: Tensor;
  /** How many there will be. */
  readonly updates: number;
}

/**
 * A record of what every update gives, [updates * rows x columns], with the value of one more: that of update k from row
 * k * rows on. `before` is undefined for the first.
 *
 * One result of the plan, instead of one for each update, lets all updates be the same kernels on the same places.
 */
export function recorded(
  operations: Operations,
  before: Tensor | undefined,
  value: Tensor,
  { clock, updates }: Writing,
): Tensor {
  const { rows, columns } = value;
  const whole = { rows: updates * rows, columns };
  const rowNumber = view({ rows: whole.rows, columns: 1 }, [], (_, row) => row);
  const spread = view(
    whole,
    [value, clock],
    ([of, now], row, column) => of(`${kernelName(rowOfValue)}(${row}, ${now('0', '0')}, ${rows}.0)`, column),
    [{ formula: rowOfValue }],
  );
  const write = { formula: entryOfRecord, numbers: [rows] };
  return operations.map(write, before ?? constantTensor(0), spread, rowNumber, clock);
}

function entryOfRecord(before: number, value: number, row: number, clock: number, rows: number): number {
  if (row < clock * rows) {
    return before;
  }
  if (row < (clock + 1) * rows) {
    return value;
  }
  return before;
}

/** A row that the value has, whichever row of the record is asked for. */
function rowOfValue(row: number, clock: number, rows: number): number {
  return Math.min(Math.max(row - clock * rows, 0), rows - 1);
}
