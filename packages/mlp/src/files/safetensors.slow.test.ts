import { expect, test } from 'vitest';
import { decodeSafetensors } from './safetensors.js';

/** A file with this header and nothing behind it. */
function fileOf(header: string): Uint8Array {
  const text = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + text.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

test.each([
  ['nested 2 million deep', `{"x":${'['.repeat(2_000_000)}`],
  ['with a string that never ends', `{"${'\\"'.repeat(1_000_000)}`],
  ['with as many commas as fit', `{"x":[${','.repeat(3_000_000)}`],
])('a header %s is refused within three seconds', (_, header) => {
  const bytes = fileOf(header);
  const start = performance.now();
  expect(() => decodeSafetensors(bytes)).toThrow('decodeSafetensors: expected ');
  expect(performance.now() - start).toBeLessThan(3000);
});
