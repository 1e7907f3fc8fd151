import { test as property } from '@fast-check/vitest';
import { Matrix } from '@handgrad/core-math';
import { matrix, real } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import { expect } from 'vitest';
import { standardDesign } from './design.js';

const inputs = fc
  .tuple(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 1, max: 3 }))
  .chain(([n, d]) => matrix(real({ low: -8, high: 8 }), n, d))
  .map((plain) => new Matrix(plain.rows, plain.columns, plain.data));

property.prop([inputs])('a column that varies has mean 0 and mean square 1 in standard units', (given) => {
  const { design } = standardDesign(given);
  for (let j = 0; j < given.columns; j++) {
    const column = design.toRows().map((row) => row[j]!);
    const spread = Math.max(...given.toRows().map((row) => Math.abs(row[j]! - given.get(0, j))));
    // Where a column varies by less than 1e-6 of its size, its mean is not known to 1e-9 of what it varies by.
    if (spread < 1e-5) continue;
    const sum = column.reduce((total, x) => total + x, 0);
    const squares = column.reduce((total, x) => total + x * x, 0);
    expect(Math.abs(sum / given.rows)).toBeLessThan(1e-9);
    expect(Math.abs(squares / given.rows - 1)).toBeLessThan(1e-9);
  }
});
