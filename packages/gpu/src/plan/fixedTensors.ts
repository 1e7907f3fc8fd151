/** Tensors whose entries every kernel knows by itself: nothing is stored, nothing is read. */
import type { Tensor } from '../contracts.js';
import { decimal, view } from './operations.js';

/** One number, [1 x 1], which stands for a matrix of any shape. */
export function constantTensor(number: number): Tensor {
  return view({ rows: 1, columns: 1 }, [], () => decimal(number));
}

/** 0, 1, 2, ..., [1 x columns]: each entry is the number of its column. */
export function columnNumbers(columns: number): Tensor {
  return view({ rows: 1, columns }, [], (_of, _row, column) => column);
}

/** The first row of a tensor, [1 x columns]. A view. */
export function firstRow(a: Tensor): Tensor {
  return view({ rows: 1, columns: a.columns }, [a], ([at], _row, column) => at('0', column));
}

/** The first column of a tensor, [rows x 1]. A view. */
export function firstColumn(a: Tensor): Tensor {
  return view({ rows: a.rows, columns: 1 }, [a], ([at], row) => at(row, '0'));
}
