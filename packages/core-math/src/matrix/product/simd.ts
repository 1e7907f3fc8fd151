import type { Operand } from './operand.js';
import { blockSide, inBlocks, rowsAtOnce } from './panels.js';
import { simdBlock } from './simdBlock.js';

/** What this file needs of WebAssembly: neither the ES2023 types nor Node's declare it. */
interface WebAssemblyPlatform {
  validate(bytes: Uint8Array): boolean;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { readonly exports: unknown };
}

interface SimdModule {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly multiplyBlock: (rows: number, columns: number, block: number, depth: number) => void;
}

const bytesPerNumber = 8;
const pageBytes = 65_536;
const blockBytes = blockSide * blockSide * bytesPerNumber;

const simd = open();

/** Whether this machine runs 128-bit SIMD in WebAssembly. */
export const hasSimd: boolean = simd !== undefined;

/** Compiled at once: the module is so small that browsers allow that on the main thread too. */
function open(): SimdModule | undefined {
  const platform = (globalThis as { WebAssembly?: WebAssemblyPlatform }).WebAssembly;
  if (!platform) return undefined;
  const bytes = Uint8Array.from(atob(simdBlock), (character) => character.charCodeAt(0));
  // A machine without SIMD finds the module invalid: the plain block takes over, with the same bits.
  if (!platform.validate(bytes)) return undefined;
  return new platform.Instance(new platform.Module(bytes)).exports as SimdModule;
}

/**
 * The blocked product with its block in 128-bit SIMD (WebAssembly f64x2): two sums per instruction. In the module's
 * memory stand the result block, the column panel and the row panels, in this order.
 *
 * @throws Error where there is no SIMD: ask `hasSimd` first.
 */
export function multiplySimd(left: Operand, right: Operand, result: Float64Array): void {
  if (!simd)
    throw new Error('multiplySimd: expected WebAssembly SIMD, got none on this machine. Use the blocked product.');
  const depth = left.columns;
  const rowLines = Math.ceil(Math.min(left.rows, rowsAtOnce(depth)) / blockSide) * blockSide;
  const columnStart = blockBytes;
  const rowStart = columnStart + blockSide * depth * bytesPerNumber;
  const size = rowStart + rowLines * depth * bytesPerNumber;
  const missing = size - simd.memory.buffer.byteLength;
  if (missing > 0) simd.memory.grow(Math.ceil(missing / pageBytes));

  const buffer = simd.memory.buffer;
  const block = new Float64Array(buffer, 0, blockSide * blockSide);
  const columnPanel = new Float64Array(buffer, columnStart, blockSide * depth);
  const rowPanels = new Float64Array(buffer, rowStart, rowLines * depth);
  const multiplyBlock = simd.multiplyBlock;
  inBlocks(left, right, result, rowPanels, columnPanel, block, (start) => {
    multiplyBlock(rowStart + start * bytesPerNumber, columnStart, 0, depth);
  });
}
