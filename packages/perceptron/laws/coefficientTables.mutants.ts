/** Wrong tables that people have printed: each must break a law. */
import { normalCumulative } from '@handgrad/core-math';
import { coefficientTable, perceptronFormulas, type CoefficientRow, type Construction } from '../src/index.js';

type Table = Construction<typeof coefficientTable>;
const { coefficientTable: right } = perceptronFormulas;

function rows(change: (row: CoefficientRow) => Partial<CoefficientRow>): Table {
  return { ...right, value: (fit, names) => coefficientTable(fit, names).map((row) => ({ ...row, ...change(row) })) };
}

export const wrongTables: readonly { name: string; wrong: Table }[] = [
  { name: 'variances instead of errors', wrong: rows((row) => ({ standardError: row.standardError ** 2 })) },
  { name: 'z = w / variance', wrong: rows((row) => ({ z: row.coefficient / row.standardError ** 2 })) },
  { name: 'one tail', wrong: rows((row) => ({ pValue: row.pValue / 2 })) },
  { name: '2 (1 - Phi(|z|)), without digits', wrong: rows((row) => ({ pValue: 2 * (1 - normalCumulative(Math.abs(row.z))) })) },
  { name: '2 Phi(z), the sign kept', wrong: rows((row) => ({ pValue: 2 * normalCumulative(row.z) })) },
  { name: 'the probability of not rejecting', wrong: rows((row) => ({ pValue: 1 - row.pValue })) },
  { name: 'odds ratios called coefficients', wrong: rows((row) => ({ coefficient: Math.exp(row.coefficient) })) },
  { name: 'the bias left out', wrong: { ...right, value: (fit, names) => coefficientTable(fit, names).slice(0, -1) } },
  { name: 'the bias first', wrong: { ...right, value: (fit, names) => coefficientTable(fit, names).reverse() } },
  { name: 'a table for any fit', wrong: { ...right, value: (fit, names) => coefficientTable({ ...fit, standardErrors: fit.standardErrors ?? fit }, names) } },
]; // prettier-ignore
