import { describe, expect, test } from 'vitest';
import { dropMissing, matrixOf, numberColumn, parseCsv, stringColumn, tableDataset, tableOf } from '../index.js';

describe('parseCsv', () => {
  test.each([
    ['', 'parseCsv: expected a line of column names and at least one line of data, got an empty text.'],
    ['\n\n', 'got an empty text'],
    ['a,b\n', 'at least one line of data, got none'],
    [
      'a,b,a\n1,2,3',
      'parseCsv: expected names that differ and are not empty in line 1, got "a" for columns 1 and 3. Rename the column.',
    ],
    ['a,,c\n1,2,3', 'in line 1, got an empty name for column 2'],
    ['a,b\n1,2\n3,x', 'parseCsv: expected a number in line 3, column 2 ("b"), got "x". Correct it'],
    ['a,b\n1,2\n3,', 'parseCsv: expected a value in line 3, column 2 ("b"), got an empty field.'],
    ['a,b\n1,2\n3', 'parseCsv: expected 2 fields (a, b) in line 3, got 1.'],
    ['a,b\n1,2\n3,4,5', 'parseCsv: expected 2 fields (a, b) in line 3, got 3.'],
    ['a,b\n"1,2\n3,4', 'Quote Not Closed'],
    ['a\n"x"y', 'Invalid Closing Quote'],
    ['a\n1\n1e999', 'expected a number in line 3, column 1 ("a"), got "1e999"'],
    ['a\n1\n0x10', 'got "0x10"'],
    ['a\n1\nInfinity', 'got "Infinity"'],
    ['a\n1\nNaN', 'got "NaN"'],
    ['a\n1\n1,5', 'expected 1 fields (a) in line 3, got 2'],
  ])('%j is an error that says where', (text, message) => {
    expect(() => parseCsv(text)).toThrow(RangeError);
    expect(() => parseCsv(text)).toThrow(message);
  });
  test('reads quotes, line breaks in them, empty lines, a byte order mark and Windows line ends', () => {
    const table = parseCsv('\ufeffname,"the ""x"""\r\n"a\r\nb",1\r\n\r\n"c,d", -2.5e1 \r\n');
    expect(table.names).toEqual(['name', 'the "x"']);
    expect(table.columns['name']).toEqual(['a\r\nb', 'c,d']);
    expect(table.columns['the "x"']).toEqual(Float64Array.of(1, -25));
  });
  test('types say what a column holds, where its first value would not', () => {
    expect(parseCsv('zip\n01234\n9', { types: { zip: 'string' } }).columns['zip']).toEqual(['01234', '9']);
    expect(() => parseCsv('n\nx', { types: { n: 'number' } })).toThrow(
      'expected a number in line 2, column 1 ("n"), got "x"',
    );
    expect(() => parseCsv('n\n1', { types: { m: 'number' } })).toThrow('got one of "m"');
  });
  test.each(['int', 'numbr', 'constructor', Number, null])('throws for the type %s of a column', (type) => {
    const types = { n: type } as unknown as Record<string, 'number'>;
    expect(() => parseCsv('n\nx', { types })).toThrow(RangeError);
    expect(() => parseCsv('n\nx', { types })).toThrow('parseCsv: type of "n": expected one of number, string, got');
  });
  test('names make the first line data', () => {
    const table = parseCsv('5.1;setosa\n6.3;virginica', { names: ['length', 'species'], delimiter: ';' });
    expect([table.rows, table.columns['length']]).toEqual([2, Float64Array.of(5.1, 6.3)]);
    expect(() => parseCsv('1,2', { names: ['a', 'a'] })).toThrow('in options.names');
  });
  test('fields that mean "no value" become NaN in numbers and the empty string in words', () => {
    const table = parseCsv('n,w\nNA,x\n2,NA\n,.', { missing: ['NA', '', '.'] });
    expect(table.columns['n']).toEqual(Float64Array.of(NaN, 2, NaN));
    expect(table.columns['w']).toEqual(['x', '', '']);
  });
  test('a blank line is a row of a table of one column where empty fields are missing, and no row elsewhere', () => {
    const missing = [''];
    expect(parseCsv('\n\nn\n1\n\n3\n', { missing }).columns['n']).toEqual(Float64Array.of(1, NaN, 3));
    expect(parseCsv('\r\nx\r\n', { missing, names: ['n'] }).columns['n']).toEqual(['', 'x']);
    expect(parseCsv('n\n1\n\n3', { missing: ['NA'] }).columns['n']).toEqual(Float64Array.of(1, 3));
    expect(parseCsv('n,m\n1,2\n\n3,4', { missing }).rows).toBe(2);
    expect(() => parseCsv('n\n1\n\nx', { missing, types: { n: 'number' } })).toThrow('expected a number in line 4');
  });
  test('names that objects have already are names like others', () => {
    const table = parseCsv('__proto__,constructor,10,9\n1,2,3,4');
    expect(table.names).toEqual(['__proto__', 'constructor', '10', '9']);
    expect(matrixOf(table, table.names).toRows()).toEqual([[1, 2, 3, 4]]);
  });
});

const table = tableOf([
  ['x', Float64Array.of(1, NaN, 3)],
  ['site', ['north', 'south', '']],
  ['class', ['b', 'a', 'b']],
]);

describe('tables', () => {
  test('throw for an unknown column and name the nearest', () => {
    expect(() => numberColumn(table, 'sitte')).toThrow('Did you mean "site"?');
    expect(() => tableDataset(table, { inputs: ['y'], target: 'class' })).toThrow(
      'expected one of x, site, class, got "y"',
    );
    expect(() => dropMissing(table, ['clas'])).toThrow('Did you mean "class"?');
  });
  test('throw a TypeError for words where numbers are asked for, and the other way around', () => {
    expect(() => numberColumn(table, 'class')).toThrow(TypeError);
    expect(() => stringColumn(table, 'x')).toThrow(TypeError);
    expect(() => matrixOf(table, ['x', 'site'])).toThrow('got strings such as "north" in "site"');
  });
  test('throw for no columns, names that stand twice, and columns that differ in length', () => {
    expect(() => tableOf([])).toThrow('expected at least one column');
    expect(() =>
      tableOf([
        ['a', ['1']],
        ['a', ['2']],
      ]),
    ).toThrow('got "a" for column 2');
    expect(() =>
      tableOf([
        ['a', ['1']],
        ['b', []],
      ]),
    ).toThrow('expected columns of 1 rows, as "a" has, got 0 in "b"');
  });
  test('dropMissing leaves out a row for the columns that are asked about only', () => {
    expect(dropMissing(table).table.rows).toBe(1);
    expect(dropMissing(table, ['x']).dropped).toBe(1);
    expect(dropMissing(table, ['class']).dropped).toBe(0);
    expect(() => dropMissing(tableOf([['x', Float64Array.of(NaN)]]))).toThrow(
      'expected a row with a value in each of x',
    );
  });
  test('a data set of a table throws for a missing value, and says where', () => {
    expect(() => tableDataset(table, { inputs: ['x'], target: 'class' })).toThrow(
      'expected a value in every row of "x", got none in row 1',
    );
  });
  test.each([
    [[], 'tableDataset: expected at least one input, got none.'],
    [['site', 'class'], 'tableDataset: expected inputs without the target, got "class" in both.'],
    [['x', 'site', 'x'], 'tableDataset: expected inputs that differ, got "x" more than once.'],
  ])('a data set of a table throws for the inputs %j', (inputs, message) => {
    expect(() => tableDataset(table, { inputs, target: 'class' })).toThrow(RangeError);
    expect(() => tableDataset(table, { inputs, target: 'class' })).toThrow(message);
  });
  const places = tableOf([
    ['height', Float64Array.of(1, 2, 3)],
    ['class', ['b', 'a', 'b']],
  ]);
  test('a column of numbers as target is taken as numbers', () => {
    const data = tableDataset(places, { inputs: ['class'], target: 'height' });
    expect(data.classes).toBeUndefined();
    expect(data.batch([0, 2]).targets.toRows()).toEqual([[1], [3]]);
  });
  test('classes stand in the order given', () => {
    const data = tableDataset(places, { inputs: ['height'], target: 'class', classes: ['b', 'a'] });
    expect(data.batch([0, 1, 2]).targets.toRows()).toEqual([[0], [1], [0]]);
    expect(() => tableDataset(places, { inputs: ['height'], target: 'class', classes: ['b', 'c'] })).toThrow('got "a"');
  });
});
