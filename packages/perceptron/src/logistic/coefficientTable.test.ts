import { Matrix } from '@handgrad/core-math';
import { expect, test } from 'vitest';
import { coefficientTable } from './coefficientTable.js';
import { fitLogisticRegression } from './fitLogisticRegression.js';

test('inputs without names are x1, x2, ...', () => {
  const corners = [[0, 0], [0, 1], [1, 0], [1, 1]]; // prettier-ignore
  const fit = fitLogisticRegression(Matrix.fromRows([...corners, ...corners]), [0, 0, 0, 0, 1, 1, 1, 1]);
  expect(coefficientTable(fit).map((row) => row.name)).toEqual(['x1', 'x2', 'bias']);
});
