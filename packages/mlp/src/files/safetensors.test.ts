import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeSafetensors, encodeSafetensors, type Tensor } from './safetensors.js';

const numbers = [0, -0, 1, -1.5, Math.PI, 5e-324, -1.7976931348623157e308, NaN, Infinity, -Infinity];

/** A file with any header, behind it as many bytes as are asked for. */
function file(header: string | Uint8Array, dataBytes = 0, length?: bigint): Uint8Array {
  const text = typeof header === 'string' ? new TextEncoder().encode(header) : header;
  const bytes = new Uint8Array(8 + text.length + dataBytes);
  new DataView(bytes.buffer).setBigUint64(0, length ?? BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

const one = (fields: object, name = 'x'): string => JSON.stringify({ [name]: fields });

describe('what was written is read', () => {
  test('every double to the bit, with its shape, and the metadata', () => {
    const tensors: Record<string, Tensor> = {
      all: { shape: [2, 5], data: Float64Array.from(numbers) },
      'with "quotes", ü and a line\n': { shape: [1], data: Float64Array.of(7) },
      empty: { shape: [0, 3], data: new Float64Array(0) },
      single: { shape: [], data: Float64Array.of(-0) },
    };
    const metadata = { note: 'été "quoted"', nothing: '' };
    const read = decodeSafetensors(encodeSafetensors(tensors, metadata));
    expect(read.metadata).toEqual(metadata);
    expect(Object.keys(read.tensors).sort()).toEqual(Object.keys(tensors).sort());
    for (const name in tensors) {
      expect(read.tensors[name].shape).toEqual(tensors[name].shape);
      expect(read.tensors[name].data).toStrictEqual(tensors[name].data);
    }
  });

  test('no tensors at all', () => {
    expect(decodeSafetensors(encodeSafetensors({}))).toEqual({ tensors: {}, metadata: {} });
  });

  test('F32 rounds to single precision', () => {
    const data = Float64Array.from(numbers);
    const { x } = decodeSafetensors(encodeSafetensors({ x: { shape: [10], data, format: 'F32' } })).tensors;
    expect(x.data).toStrictEqual(Float64Array.from(Float32Array.from(numbers)));
  });

  test('numbers begin at a multiple of 8 bytes, also behind an odd number of F32', () => {
    for (let length = 1; length < 12; length++) {
      const bytes = encodeSafetensors({
        narrow: { shape: [3], data: new Float64Array(3), format: 'F32' },
        ['n'.repeat(length)]: { shape: [1], data: Float64Array.of(3) },
      });
      const start = 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true));
      expect(start % 8).toBe(0);
      expect(new DataView(bytes.buffer).getFloat64(start, true)).toBe(3);
    }
  });
});

test("the format's own library wrote this file: all types are read as the numbers that went in", () => {
  const { tensors, metadata } = decodeSafetensors(
    readFileSync(new URL('../../test/official.safetensors', import.meta.url)),
  );
  expect(metadata).toEqual({ format: 'np', note: 'ü' });
  const read = Object.fromEntries(Object.entries(tensors).map(([name, { data }]) => [name, [...data]]));
  const small = [1, -2, 0.5, Infinity, -0];
  expect(read).toEqual({
    F64: [Math.PI, -0, 5e-324],
    F32: [0.5, Math.fround(0.1)],
    // 65504 is the largest half, 2^-24 the smallest, 2^-14 - 2^-24 the largest below the normal ones.
    F16: [...small, 65504, 2 ** -24, 2 ** -14 - 2 ** -24, 0.333251953125, NaN],
    BF16: [...small, 3.140625, 2 ** -133, NaN],
    I64: [-(2 ** 53), 3],
    U64: [2 ** 63],
    I32: [-(2 ** 31)],
    U32: [2 ** 32 - 1],
    I16: [-32768],
    U16: [65535],
    I8: [-128],
    U8: [255],
    BOOL: [1, 0],
  });
  expect(tensors['F32'].shape).toEqual([2, 1]);
});

describe('a file that is not whole or not well formed is refused, with what is wrong', () => {
  const f64 = { dtype: 'F64', shape: [1], data_offsets: [0, 8] };
  const two = (first: number[], second: number[]): string =>
    JSON.stringify({ a: { ...f64, data_offsets: first }, b: { ...f64, data_offsets: second } });

  test.each([
    ['nothing', new Uint8Array(0), 'at least 8 bytes in the bytes, got 0.'],
    ['seven bytes', new Uint8Array(7), 'at least 8 bytes in the bytes, got 7.'],
    ['a header that claims 2^60 bytes', file('{}', 0, 2n ** 60n), 'got a length of 1152921504606846976.'],
    ['a header that claims one byte too many', file('{}', 0, 3n), 'at most the 2 bytes that follow its length'],
    ['an empty header', file('', 0), 'a header that starts with {'],
    ['a header that is a list', file('[]'), 'a header that starts with {'],
    ['a header that ends early', file('{"x":'), 'a header in JSON'],
    ['two headers', file('{}{}'), 'a header in JSON'],
    ['a byte that is no UTF-8', file(Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x7d)), 'a header in UTF-8'],
    ['a long form of a short character', file(Uint8Array.of(0x7b, 0x22, 0xc0, 0xa2, 0x7d)), 'a header in UTF-8'],
    ['a header nested 2 million deep', file('{"x":' + '['.repeat(2_000_000)), 'nested at most 100 deep'],
    ['a string that never ends', file('{"' + '\\"'.repeat(1_000_000)), 'a header in JSON'],
    ['a key twice', file('{"x":1,"x":2}'), 'each key once in the bytes, got the key "x" twice'],
    ['a key twice, spelled differently', file('{"x":1,"\\u0078" :2}'), 'got the key "x" twice'],
    ['a key twice, deeper', file('{"y":{"dtype":"F64","dtype":"F32"}}'), 'got the key "dtype" twice'],
    ['metadata that are no object', file('{"__metadata__":3}'), '__metadata__ to be a JSON object'],
    ['metadata that are no texts', file('{"__metadata__":{"a":3}}'), '__metadata__ "a" to be a string'],
    ['a tensor that is no object', file('{"x":[]}'), 'the tensor "x" to be a JSON object'],
    ['an unknown type', file(one({ ...f64, dtype: 'F7' }), 8), 'to be of a type among F64, F32'],
    ['a type that objects inherit', file(one({ ...f64, dtype: 'toString' }), 8), 'to be of a type among'],
    ['no type', file(one({ shape: [1], data_offsets: [0, 8] }), 8), 'to be of a type among'],
    ['no shape', file(one({ dtype: 'F64', data_offsets: [0, 8] }), 8), 'to have a shape of whole numbers'],
    ['a negative side', file(one({ ...f64, shape: [-1] }), 8), 'to have a shape of whole numbers'],
    ['a broken side', file(one({ ...f64, shape: [0.5] }), 8), 'to have a shape of whole numbers'],
    ['a huge side', file(one({ ...f64, shape: [1e300] }), 8), 'to have a shape of whole numbers'],
    ['a product that overflows', file(one({ ...f64, shape: [2 ** 40, 2 ** 40] }), 8), 'in F64 to take'],
    ['a product that overflows to 0 in 64 bits', file(one({ ...f64, shape: [2 ** 32, 2 ** 32] }), 0), 'in F64 to take'],
    ['a shape larger than its bytes', file(one({ ...f64, shape: [2] }), 8), 'to take 16 bytes in the bytes, got 8.'],
    ['one offset', file(one({ ...f64, data_offsets: [0] }), 8), 'two offsets'],
    ['offsets the wrong way round', file(one({ ...f64, data_offsets: [8, 0] }), 8), 'two offsets'],
    ['a negative offset', file(one({ ...f64, data_offsets: [-8, 0] }), 8), 'two offsets'],
    ['an overlap', file(two([0, 8], [0, 8]), 8), 'the tensor "b" to begin at byte'],
    ['a gap', file(two([0, 8], [16, 24]), 24), 'the tensor "b" to begin at byte'],
    ['a gap at the start', file(one({ ...f64, data_offsets: [8, 16] }), 16), 'the tensor "x" to begin at byte'],
    ['a tensor beyond the end', file(one(f64), 7), 'bytes, as its header says, in the bytes, got'],
    ['bytes that belong to nothing', file(one(f64), 9), 'bytes, as its header says, in the bytes, got'],
  ])('%s', (_, bytes, message) => {
    expect(() => decodeSafetensors(bytes)).toThrow(RangeError);
    expect(() => decodeSafetensors(bytes)).toThrow(`decodeSafetensors: expected `);
    expect(() => decodeSafetensors(bytes)).toThrow(message);
  });

  test('a header longer than 3 MiB', () => {
    const long = file(`{"x":"${'x'.repeat(3 * 2 ** 20)}"}`);
    expect(() => decodeSafetensors(long)).toThrow('a header of at most 3145728 bytes');
    expect(() => encodeSafetensors({}, { x: 'x'.repeat(3 * 2 ** 20) })).toThrow(
      'encodeSafetensors: expected names, shapes and metadata of at most 3145728 bytes',
    );
  });

  test('messages name the file and stay short', () => {
    const bytes = file(one({ ...f64, dtype: 'y'.repeat(10_000) }, 'n'.repeat(10_000)), 8);
    const message = thrown(() => decodeSafetensors(bytes, { source: '"digits.safetensors"' })).message;
    expect(message).toContain('in "digits.safetensors"');
    expect(message.length).toBeLessThan(500);
  });

  test('names that objects inherit are names like others', () => {
    const tensors = JSON.parse('{ "__proto__": 1, "constructor": 2 }') as Record<string, unknown>;
    for (const name in tensors) tensors[name] = { shape: [1], data: Float64Array.of(tensors[name] as number) };
    const read = decodeSafetensors(encodeSafetensors(tensors as Record<string, Tensor>)).tensors;
    expect(Object.keys(read)).toEqual(['__proto__', 'constructor']);
    expect(Object.getOwnPropertyDescriptor(read, '__proto__')?.value).toMatchObject({ data: Float64Array.of(1) });
  });
});

test('whole numbers are written as such, also beyond 2^31 and below 0', () => {
  const data = Float64Array.of(-1, 0, 2 ** 40, -(2 ** 53) + 1);
  const read = decodeSafetensors(encodeSafetensors({ count: { shape: [4], data, format: 'I64' } })).tensors['count'];
  expect(read).toEqual({ shape: [4], data, format: 'I64' });
});

test.each<[string, string, Tensor]>([
  ['a shape that does not fit', 'x', { shape: [2], data: new Float64Array(3) }],
  ['the name of the metadata', '__metadata__', { shape: [3], data: new Float64Array(3) }],
  ['a fraction as a whole number', 'x', { shape: [1], data: Float64Array.of(0.5), format: 'I64' }],
  ['a type that is only read', 'x', { shape: [3], data: new Float64Array(3), format: 'BF16' }],
])('%s is not written', (_, name, tensor) => {
  expect(() => encodeSafetensors({ [name]: tensor })).toThrow(RangeError);
});

function thrown(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    return error as Error;
  }
  throw new Error('expected an error');
}
