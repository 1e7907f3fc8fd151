import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parseIdx, type IdxArray } from '../idx/parseIdx.js';

/**
 * Reads an IDX file; one that is gzipped is unpacked, whatever its name.
 *
 * @throws RangeError for a file that is no IDX file, is truncated or has bytes left over; the system's error when it cannot be read.
 */
export function readIdx(path: string): IdxArray {
  return parseIdx(unpacked(readFileSync(path), basename(path)), basename(path));
}

function unpacked(bytes: Uint8Array, name: string): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new RangeError(
      `readIdx: expected a whole gzip file in ${name}, got ${bytes.length} bytes that do not unpack (${reason}). Fetch it again.`,
      { cause },
    );
  }
}
