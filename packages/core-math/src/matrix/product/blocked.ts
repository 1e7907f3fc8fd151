import type { Operand } from './operand.js';
import { blockSide, inBlocks, rowsAtOnce } from './panels.js';

let rowPanels = new Float64Array(0);
let columnPanel = new Float64Array(0);
const block = new Float64Array(blockSide * blockSide);

/**
 * Four rows times four columns at a time, both packed: sixteen sums stay in local variables, and every number that is
 * loaded is used four times.
 *
 * Source: Goto, van de Geijn, "Anatomy of high-performance matrix multiplication", 2008, section 4.
 */
export function multiplyBlocked(left: Operand, right: Operand, result: Float64Array): void {
  const depth = left.columns;
  const rowLines = Math.ceil(Math.min(left.rows, rowsAtOnce(depth)) / blockSide) * blockSide;
  // Kept between calls: allocating them anew would cost more than small products do.
  if (rowPanels.length < rowLines * depth) rowPanels = new Float64Array(rowLines * depth);
  if (columnPanel.length < blockSide * depth) columnPanel = new Float64Array(blockSide * depth);
  const rows = rowPanels;
  const columns = columnPanel;
  inBlocks(left, right, result, rows, columns, block, (start) => {
    multiplyBlock(rows, start, columns, block, depth);
  });
}

/** c = a b for one packed panel of four rows (from `start` in `rows`) and one of four columns. */
// prettier-ignore
function multiplyBlock(rows: Float64Array, start: number, columns: Float64Array, c: Float64Array, depth: number): void {
  let c00 = 0, c01 = 0, c02 = 0, c03 = 0;
  let c10 = 0, c11 = 0, c12 = 0, c13 = 0;
  let c20 = 0, c21 = 0, c22 = 0, c23 = 0;
  let c30 = 0, c31 = 0, c32 = 0, c33 = 0;
  let p = start;
  let q = 0;
  for (let k = 0; k < depth; k++) {
    const b0 = columns[q]!, b1 = columns[q + 1]!, b2 = columns[q + 2]!, b3 = columns[q + 3]!;
    const a0 = rows[p]!;
    c00 += a0 * b0; c01 += a0 * b1; c02 += a0 * b2; c03 += a0 * b3;
    const a1 = rows[p + 1]!;
    c10 += a1 * b0; c11 += a1 * b1; c12 += a1 * b2; c13 += a1 * b3;
    const a2 = rows[p + 2]!;
    c20 += a2 * b0; c21 += a2 * b1; c22 += a2 * b2; c23 += a2 * b3;
    const a3 = rows[p + 3]!;
    c30 += a3 * b0; c31 += a3 * b1; c32 += a3 * b2; c33 += a3 * b3;
    p += 4;
    q += 4;
  }
  c[0] = c00; c[1] = c01; c[2] = c02; c[3] = c03;
  c[4] = c10; c[5] = c11; c[6] = c12; c[7] = c13;
  c[8] = c20; c[9] = c21; c[10] = c22; c[11] = c23;
  c[12] = c30; c[13] = c31; c[14] = c32; c[15] = c33;
}
