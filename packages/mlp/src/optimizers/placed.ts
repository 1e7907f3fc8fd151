import { Matrix } from '@handgrad/core-math';
import type { Parameters } from '../contracts.js';

/**
 * The matrices that a step may write to, holding the values it starts from: those of `into` where given (the very same
 * matrices mean "in place": nothing is copied), else fresh copies. So a rule is one loop that updates in place,
 * and is pure all the same.
 */
export function placed(from: Parameters, into: Parameters | undefined): Parameters {
  const result: Record<string, Matrix> = {};
  for (const name in from) {
    const matrix = from[name];
    const target = into?.[name] ?? new Matrix(matrix.rows, matrix.columns);
    if (target.data !== matrix.data) target.data.set(matrix.data);
    result[name] = target;
  }
  return result;
}
