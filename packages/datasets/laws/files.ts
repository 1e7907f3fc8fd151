import { demand, law, real, type Law } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import type { IdxNumbers, parseIdx } from '../src/idx/parseIdx.js';
import type { parseCsv } from '../src/table/parseCsv.js';
import { throwsRangeError } from './dataset.js';
import { writeIdx } from './writeIdx.js';

const makers: readonly ((numbers: readonly number[]) => IdxNumbers)[] = [
  (numbers) => Uint8Array.from(numbers),
  (numbers) => Int8Array.from(numbers),
  (numbers) => Int16Array.from(numbers, (x) => x * 1000),
  (numbers) => Int32Array.from(numbers, (x) => x * 10_000_000),
  (numbers) => Float32Array.from(numbers),
  (numbers) => Float64Array.from(numbers),
];

const arrays = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }).chain((shape) => {
  const size = shape.reduce((product, length) => product * length, 1);
  return fc.record({
    shape: fc.constant(shape),
    data: fc
      .tuple(fc.constantFrom(...makers), fc.array(real({ low: -200, high: 200 }), { minLength: size, maxLength: size }))
      .map(([make, numbers]) => make(numbers)),
  });
});

/** Reading takes writing back, and nothing else is read. */
export function lawsOfParseIdx(parse: typeof parseIdx): Law[] {
  return [
    law('reading takes writing back, for every type and number of axes', arrays, ({ shape, data }) => {
      const read = parse(writeIdx(shape, data));
      demand(read.shape.join() === shape.join(), () => `shape ${shape.join()} became ${read.shape.join()}`);
      demand(
        read.data.constructor === data.constructor,
        () => `${data.constructor.name} became ${read.data.constructor.name}`,
      );
      demand(
        data.every((x: number, i: number) => Object.is(x, read.data[i])),
        () => `${data.join()} became ${read.data.join()}`,
      );
    }),
    law(
      'a file that lies anywhere in a larger memory is read the same',
      fc.tuple(arrays, fc.integer({ min: 1, max: 9 })),
      ([{ shape, data }, offset]) => {
        const file = writeIdx(shape, data);
        const memory = new Uint8Array(file.length + offset);
        memory.set(file, offset);
        const read = parse(memory.subarray(offset));
        demand(
          data.every((x: number, i: number) => Object.is(x, read.data[i])),
          () => `${data.join()} became ${read.data.join()}`,
        );
      },
    ),
    law('a file that is cut short anywhere is an error', fc.tuple(arrays, fc.nat()), ([{ shape, data }, cut]) => {
      const file = writeIdx(shape, data);
      const length = cut % file.length;
      demand(
        throwsRangeError(() => parse(file.subarray(0, length))),
        () => `${length} of ${file.length} bytes are read`,
      );
    }),
    law(
      'a file with bytes left over is an error',
      fc.tuple(arrays, fc.integer({ min: 1, max: 9 })),
      ([{ shape, data }, more]) => {
        const file = writeIdx(shape, data);
        const longer = new Uint8Array(file.length + more);
        longer.set(file);
        demand(
          throwsRangeError(() => parse(longer)),
          () => `${more} bytes too many are read`,
        );
      },
    ),
    law(
      'a file with another magic number is an error',
      fc.tuple(arrays, fc.nat(2), fc.integer({ min: 1, max: 255 })),
      ([{ shape, data }, at, change]) => {
        const file = writeIdx(shape, data);
        file[at] = file[at]! ^ change;
        const stillKnown = at === 2 && [8, 9, 11, 12, 13, 14].includes(file[2]!);
        demand(stillKnown || throwsRangeError(() => parse(file)), () => `byte ${at} as ${file[at]} is read`);
      },
    ),
  ];
}

const field = fc.constantFrom('a', 'b c', 'x,y', 'say "hi"', 'two\nlines', 'ü', '-', '1e', '0x10', 'NaN');
const texts = fc.record({
  numbers: fc.array(real(), { minLength: 1, maxLength: 8 }),
  words: fc.array(field, { minLength: 8, maxLength: 8 }),
  lineBreak: fc.constantFrom('\n', '\r\n'),
  bom: fc.constantFrom('', '\ufeff'),
});

/** Reading takes writing back, quotes and line breaks included. */
export function lawsOfParseCsv(parse: typeof parseCsv): Law[] {
  return [
    law('reading takes writing back, to the bit', texts, ({ numbers, words, lineBreak, bom }) => {
      const lines = numbers.map((x, i) => `${String(x)},${quoted(words[i]!)}`);
      const table = parse(bom + ['number,"the, word"', ...lines, ''].join(lineBreak));
      demand(table.rows === numbers.length && table.names.join('|') === 'number|the, word', () =>
        table.names.join('|'),
      );
      numbers.forEach((x, i) => {
        // String(-0) is "0": the sign is lost in writing, not in reading.
        demand(Object.is(table.columns['number']![i], x + 0), () => `${x} became ${table.columns['number']![i]}`);
        demand(
          table.columns['the, word']![i] === words[i],
          () => `${words[i]} became ${table.columns['the, word']![i]}`,
        );
      });
    }),
    law('a word among numbers is an error that names its line', fc.tuple(fc.nat(5), field), ([before, word]) => {
      const text = ['n', ...Array.from({ length: before + 1 }, (_, i) => String(i)), quoted(word)].join('\n');
      const line = before + 3 + (word.includes('\n') ? 1 : 0);
      demand(messageOf(() => parse(text)).includes(`line ${line}`), () => `${text}: ${messageOf(() => parse(text))}`);
    }),
    law(
      'a field too many or too few is an error that names its line',
      fc.tuple(fc.nat(5), fc.boolean()),
      ([before, more]) => {
        const text = ['a,b', ...Array.from({ length: before }, () => '1,2'), more ? '1,2,3' : '1'].join('\n');
        demand(messageOf(() => parse(text)).includes(`line ${before + 2}`), () => messageOf(() => parse(text)));
      },
    ),
  ];
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function messageOf(action: () => unknown): string {
  try {
    action();
    return 'no error';
  } catch (error) {
    return error instanceof RangeError ? error.message : `no RangeError but ${String(error)}`;
  }
}
