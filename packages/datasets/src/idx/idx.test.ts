import { describe, expect, test } from 'vitest';
import { writeIdx } from '../../laws/writeIdx.js';
import { idxImages, parseIdx } from '../index.js';

describe('parseIdx', () => {
  test('reads the header of the training images of MNIST as it was published', () => {
    const header = Uint8Array.of(0, 0, 8, 3, 0, 0, 0xea, 0x60, 0, 0, 0, 28, 0, 0, 0, 28);
    expect(() => parseIdx(header, 'train')).toThrow(
      'parseIdx: expected 47040016 bytes in train (a header of 16 and 60000 x 28 x 28 unsigned bytes), got 16. It is truncated: fetch it again.',
    );
  });
  test.each([
    [[], 'got no bytes'],
    [[0, 0], 'got 00 00'],
    [
      [1, 0, 8, 1],
      'to begin with 00 00, a type of 08, 09, 0b, 0c, 0d, 0e, and a number of axes from 1 to 255, got 01 00 08 01',
    ],
    [[0, 0, 10, 1], 'got 00 00 0a 01'],
    [[0, 0, 8, 0], 'got 00 00 08 00'],
    [[0, 0, 8, 2, 0, 0, 0, 1], 'expected a header of 12 bytes for 2 axes in the file, got 8 bytes in all'],
    [[0, 0, 8, 1, 0, 0, 0, 1, 5, 5], 'got 10. It has bytes after its end'],
    [[0x1f, 0x8b, 8, 0], 'got a gzipped one'],
  ])('%j is an error that says what was expected', (bytes, message) => {
    expect(() => parseIdx(Uint8Array.from(bytes))).toThrow(message);
  });
  test('does not copy bytes', () => {
    const bytes = writeIdx([2], Uint8Array.of(5, 6));
    const { data } = parseIdx(bytes);
    bytes[8] = 9;
    expect(data[0]).toBe(9);
  });
});

describe('idxImages', () => {
  const images = parseIdx(writeIdx([2, 1, 2], Uint8Array.of(0, 51, 255, 102)));
  const labelsOf = (...labels: number[]) => parseIdx(writeIdx([labels.length], Uint8Array.from(labels)));

  test('throws when there are not as many labels as images', () => {
    expect(() => idxImages(images, labelsOf(0, 1, 2))).toThrow(
      'idxImages: expected 2 labels, whole numbers, one an image, got Uint8Array of shape [3]. Take images and labels of the same part.',
    );
    expect(() => idxImages(images, parseIdx(writeIdx([2], Float32Array.of(0, 1))))).toThrow('got Float32Array');
  });
  test('throws for a label that is no class, before anything is used', () => {
    expect(() => idxImages(images, labelsOf(0, 2), { classes: ['a', 'b'] })).toThrow(
      'idxImages: expected labels from 0 to 1 for 2 classes, got 2 for sample 1.',
    );
    expect(() => idxImages(images, parseIdx(writeIdx([2], Int8Array.of(1, -1))))).toThrow('got -1 for sample 1');
    expect(() => idxImages(images, parseIdx(writeIdx([2], Int32Array.of(1, 1e9))))).toThrow(
      'got 1000000000 for sample 1',
    );
  });
  test('throws for images that are none', () => {
    expect(() => idxImages(labelsOf(1, 2), labelsOf(1, 2))).toThrow('Pass the file of images, not of labels.');
    expect(() => idxImages(parseIdx(writeIdx([1, 1, 1], Float32Array.of(1))), labelsOf(1))).toThrow(
      'got Float32Array of shape [1 x 1 x 1]',
    );
    expect(() => idxImages(parseIdx(writeIdx([0, 2, 2], Uint8Array.of())), labelsOf())).toThrow('with n >= 1');
  });
  test('keeps the bytes of an image for drawing it, and its shape', () => {
    const data = idxImages(images, labelsOf(1, 0));
    expect([Array.from(data.pixels(1)), data.image, data.inputs]).toEqual([
      [255, 102],
      { height: 1, width: 2, channels: 1 },
      2,
    ]);
    expect(() => data.pixels(2)).toThrow(RangeError);
    expect(data.batch([1]).inputs.toRows()).toEqual([[1, 0.4]]);
    expect(data.batch([0, 1]).targets.toRows()).toEqual([[1], [0]]);
  });
  test('names a class for each number up to the largest label', () => {
    expect(idxImages(images, labelsOf(4, 0)).classes).toEqual(['0', '1', '2', '3', '4']);
  });
});
