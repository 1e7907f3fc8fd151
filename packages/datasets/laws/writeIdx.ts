import type { IdxNumbers } from '../src/idx/parseIdx.js';

/** The IDX file of an array: the other direction of `parseIdx`, written from the format's description for its laws. */
export function writeIdx(shape: readonly number[], data: IdxNumbers): Uint8Array<ArrayBuffer> {
  const size = data.BYTES_PER_ELEMENT;
  const bytes = new Uint8Array(4 + 4 * shape.length + size * data.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0, 0, codeOf(data), shape.length]);
  shape.forEach((length, k) => {
    view.setUint32(4 + 4 * k, length);
  });
  const swapped = new Uint8Array(data.slice().buffer);
  for (let i = 0; i < data.length; i++) {
    // Typed arrays lie in memory with the lowest byte first on every machine that runs Node; the file has it last.
    bytes.set(swapped.slice(i * size, (i + 1) * size).reverse(), 4 + 4 * shape.length + i * size);
  }
  return bytes;
}

function codeOf(data: IdxNumbers): number {
  if (data instanceof Uint8Array) return 0x08;
  if (data instanceof Int8Array) return 0x09;
  if (data instanceof Int16Array) return 0x0b;
  if (data instanceof Int32Array) return 0x0c;
  return data instanceof Float32Array ? 0x0d : 0x0e;
}
