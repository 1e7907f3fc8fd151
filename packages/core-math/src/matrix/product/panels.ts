import type { Operand } from './operand.js';

/** The side of a block: 4 x 4 sums stay in registers, and each number that is loaded is used four times. */
export const blockSide = 4;

/** Numbers of the left side that are packed at once: bounds the memory (8 MiB), and keeps the packed panels in the cache. */
const packedAtOnce = 2 ** 20;

/** How many rows of the left side are packed at once: whole panels, at most 256 rows, and fewer where they are long. */
export function rowsAtOnce(depth: number): number {
  const panels = Math.floor(packedAtOnce / Math.max(1, depth) / blockSide);
  return blockSide * Math.min(64, Math.max(1, panels));
}

/**
 * Packs `count` rows from `start`, four by four: in a panel the four numbers of k = 0 stand first, then those of k = 1,
 * and so on, in the order in which the block reads them. Rows beyond the last become zeros; what is computed from them
 * is never copied out, so a NaN or an Infinity elsewhere cannot reach the result.
 */
export function packRows(side: Operand, start: number, count: number, into: Float64Array): void {
  pack(side.data, start, Math.min(count, side.rows - start), side.columns, side.rowStep, side.columnStep, into);
}

/** Packs the four columns from `start` in the same way. */
export function packColumns(side: Operand, start: number, into: Float64Array): void {
  const count = Math.min(blockSide, side.columns - start);
  pack(side.data, start, count, side.rows, side.columnStep, side.rowStep, into);
}

/** `lines` lines of `length` numbers; `lineStep` from one line to the next, `step` along a line. */
function pack(
  data: Float64Array,
  start: number,
  lines: number,
  length: number,
  lineStep: number,
  step: number,
  into: Float64Array,
): void {
  let write = 0;
  for (let line = start; line < start + lines; line += blockSide) {
    const here = Math.min(blockSide, start + lines - line);
    const first = line * lineStep;
    if (here === blockSide) {
      for (let k = 0, read = first; k < length; k++, read += step, write += blockSide) {
        into[write] = data[read]!;
        into[write + 1] = data[read + lineStep]!;
        into[write + 2] = data[read + 2 * lineStep]!;
        into[write + 3] = data[read + 3 * lineStep]!;
      }
    } else {
      for (let k = 0; k < length; k++) {
        for (let r = 0; r < blockSide; r++) into[write++] = r < here ? data[first + r * lineStep + k * step]! : 0;
      }
    }
  }
}

/** Copies the corner of a 4 x 4 block that lies inside the result to `start`, the place of its first entry. */
function copyBlock(
  block: Float64Array,
  result: Float64Array,
  columns: number,
  start: number,
  rowsInside: number,
  columnsInside: number,
): void {
  if (columnsInside === blockSide) {
    // The common case without an inner loop: a tenth of the time of a training step.
    for (let r = 0; r < rowsInside; r++) {
      const write = start + r * columns;
      const read = r * blockSide;
      result[write] = block[read]!;
      result[write + 1] = block[read + 1]!;
      result[write + 2] = block[read + 2]!;
      result[write + 3] = block[read + 3]!;
    }
    return;
  }
  for (let r = 0; r < rowsInside; r++) {
    for (let c = 0; c < columnsInside; c++) result[start + r * columns + c] = block[r * blockSide + c]!;
  }
}

/**
 * Walks over the result block by block: packs, lets `multiplyBlock` fill `block` from one panel of each side, and
 * copies it out. What the plain and the SIMD version share.
 */
export function inBlocks(
  left: Operand,
  right: Operand,
  result: Float64Array,
  rowPanels: Float64Array,
  columnPanel: Float64Array,
  block: Float64Array,
  multiplyBlock: (rowPanelStart: number) => void,
): void {
  const rows = left.rows;
  const columns = right.columns;
  const depth = left.columns;
  const stride = rowsAtOnce(depth);
  for (let start = 0; start < rows; start += stride) {
    const end = Math.min(start + stride, rows);
    packRows(left, start, end - start, rowPanels);
    for (let j = 0; j < columns; j += blockSide) {
      packColumns(right, j, columnPanel);
      const columnsInside = Math.min(blockSide, columns - j);
      for (let i = start; i < end; i += blockSide) {
        multiplyBlock((i - start) * depth);
        copyBlock(block, result, columns, i * columns + j, Math.min(blockSide, end - i), columnsInside);
      }
    }
  }
}
