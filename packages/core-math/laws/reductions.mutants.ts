import type { Reduction } from '../src/losses/reduction.js';
import { reductions } from '../src/losses/index.js';
import { Matrix } from '../src/matrix/matrix.js';

/** A reduction with one mistake that people really make. */
export interface ReductionMutant {
  readonly name: string;
  readonly wrong: Reduction;
}

const { meanLoss, sumLoss } = reductions;

/** Wrong means and sums, each of which the laws must catch. */
export const reductionMutants: readonly ReductionMutant[] = [
  mutant('mean without 1/n in its gradient', meanLoss, { gradient: sumLoss.gradient }),
  mutant('mean without 1/n in its value', meanLoss, { value: sumLoss.value }),
  mutant('mean without 1/n in both', meanLoss, { value: sumLoss.value, gradient: sumLoss.gradient }),
  mutant('sum with a 1/n', sumLoss, { value: meanLoss.value, gradient: meanLoss.gradient }),
  mutant('mean of row losses over all entries', meanLoss, {
    value: (loss, p, y, w) => meanLoss.value(loss, p, y, w) / (loss.kind === 'rowLoss' ? p.columns : 1),
    gradient: (loss, p, y, w, into) =>
      scaled(meanLoss.gradient(loss, p, y, w, into), loss.kind === 'rowLoss' ? p.columns : 1),
  }),
  mutant('mean of pointwise losses over the rows', meanLoss, {
    value: (loss, p, y, w) => meanLoss.value(loss, p, y, w) * (loss.kind === 'loss' ? p.columns : 1),
    gradient: (loss, p, y, w, into) =>
      scaled(meanLoss.gradient(loss, p, y, w, into), loss.kind === 'loss' ? 1 / p.columns : 1),
  }),
  mutant('mean that forgets the last row', meanLoss, {
    value: (loss, p, y, w) => {
      const rows = Math.max(1, p.rows - 1);
      return meanLoss.value(loss, p.sliceRows(0, rows), y.sliceRows(0, rows), w?.subarray(0, rows));
    },
  }),
  mutant('mean that does not use its weights', meanLoss, {
    value: (loss, p, y) => meanLoss.value(loss, p, y),
    gradient: (loss, p, y, _, into) => meanLoss.gradient(loss, p, y, undefined, into),
  }),
  mutant('mean whose weights are divided by n', meanLoss, {
    value: (loss, p, y, w) => sumLoss.value(loss, p, y, w) / (loss.kind === 'rowLoss' ? p.rows : p.data.length),
    gradient: (loss, p, y, w, into) =>
      scaled(sumLoss.gradient(loss, p, y, w, into), loss.kind === 'rowLoss' ? p.rows : p.data.length),
  }),
  mutant('mean whose gradient is added to what the memory holds', meanLoss, {
    gradient: (loss, p, y, w, into) => {
      const fresh = meanLoss.gradient(loss, p, y, w);
      if (!into) return fresh;
      fresh.data.forEach((g, k) => (into.data[k]! += g));
      return into;
    },
  }),
  mutant('mean that overwrites the predictions', meanLoss, {
    gradient: (loss, p, y, w, into) => {
      const gradient = meanLoss.gradient(loss, p, y, w, p);
      return into ? new Matrix(p.rows, p.columns, gradient.data) : gradient;
    },
  }),
  mutant('mean with weights by place', meanLoss, {
    value: (loss, p, y) => meanLoss.value(loss, p, y, places(p)),
    gradient: (loss, p, y, _, into) => meanLoss.gradient(loss, p, y, places(p), into),
  }),
  mutant('mean whose gradient belongs to the row before', meanLoss, {
    gradient: (loss, p, y, w, into) => {
      const gradient = meanLoss.gradient(loss, p, y, w, into);
      const last = gradient.row(p.rows - 1).slice();
      gradient.data.copyWithin(p.columns, 0, gradient.data.length - p.columns);
      gradient.data.set(last);
      return gradient;
    },
  }),
];

function mutant(name: string, right: Reduction, mistake: Partial<Reduction>): ReductionMutant {
  return { name, wrong: { ...right, ...mistake } };
}

function scaled(gradient: Matrix, divisor: number): Matrix {
  gradient.data.forEach((g, k) => (gradient.data[k] = g / divisor));
  return gradient;
}

function places({ rows }: Matrix): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => i + 1);
}
