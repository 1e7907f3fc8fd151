import { describe, expect, test } from 'vitest';
import type { KernelFunction, Operations, PortableFunction, Tensor } from '../contracts.js';
import { traceOf, type Trace } from './trace.js';

const shapes = [
  { rows: 3, columns: 4 },
  { rows: 4, columns: 2 },
  { rows: 1, columns: 1 },
  { rows: 3, columns: 1 },
];

/** The trace of what is made of a [3 x 4], b [4 x 2], c [1 x 1] and d [3 x 1]. */
function traced(build: (operations: Operations, inputs: readonly Tensor[]) => readonly Tensor[]): Trace {
  return traceOf(shapes, build);
}

describe('a trace', () => {
  test('numbers the inputs, then what the steps give', () => {
    const { steps, outputs } = traced((operations, [a, b]) => {
      const product = operations.multiply(a, b);
      return [operations.map(doubling, product)];
    });
    expect(steps).toEqual([
      { kernel: 0, args: [0, 1], result: 4 },
      { kernel: 1, args: [4], result: 5 },
    ]);
    expect(outputs).toEqual([{ rows: 3, columns: 2, value: 5 }]);
  });

  test('has each kernel once, however many steps run it', () => {
    const { kernels, steps } = traced((operations, [a]) => {
      let x = a;
      for (let i = 0; i < 5; i++) x = operations.map(doubling, x);
      return [x];
    });
    expect(kernels).toHaveLength(1);
    expect(steps.map(({ kernel }) => kernel)).toEqual([0, 0, 0, 0, 0]);
  });

  test('takes kernels of other shapes, texts, functions, numbers or residents for others', () => {
    const data = new Float32Array(12);
    const { kernels } = traced((operations, [a, b, c]) => [
      operations.map(doubling, a),
      operations.map(doubling, b),
      operations.map({ formula: scaled, numbers: [2] }, a),
      operations.map({ formula: scaled, numbers: [3] }, a),
      operations.rowSums(a),
      operations.map({ formula: outer, helpers: [doubled] }, a),
      operations.map({ formula: outer, helpers: [otherOf('doubled')] }, a),
      operations.copy(operations.rowsAt(operations.resident(data, 3, 4), c)),
      operations.copy(operations.rowsAt(operations.resident(data, 4, 3), c)),
      operations.copy(operations.rowsAt(operations.resident(data, 3, 4), c)),
    ]);
    expect(kernels).toHaveLength(10);
  });

  test('makes a step that was there before no second time', () => {
    const { steps, outputs } = traced((operations, [a, b]) => [
      operations.map(doubling, operations.multiply(a, b)),
      operations.map(doubling, operations.multiply(a, b)),
      operations.map(doubling, operations.multiply(b, a, { transposeLeft: true, transposeRight: true })),
    ]);
    expect(steps).toHaveLength(4);
    expect(outputs.map(({ value }) => value)).toEqual([5, 5, 7]);
  });

  test('leaves out steps whose result nobody reads, and what only they read', () => {
    const { steps } = traced((operations, [a, b]) => {
      const product = operations.multiply(a, b);
      operations.map(doubling, operations.rowSums(product));
      return [operations.columnSums(product)];
    });
    expect(steps).toEqual([
      { kernel: 0, args: [0, 1], result: 4 },
      { kernel: 3, args: [4], result: 7 },
    ]);
  });

  test('writes out inputs, residents and views that are results, and views that are multiplied, once', () => {
    const { steps, outputs } = traced((operations, [a, b, c, d]) => {
      const rows = operations.rowsAt(a, d);
      return [
        a,
        operations.resident(new Float32Array(2), 2, 1),
        rows,
        operations.multiply(rows, b),
        operations.multiply(rows, operations.mapView(doubling, rows), { transposeLeft: true }),
        operations.multiply(c, c),
      ];
    });
    expect(outputs.map(({ rows, columns }) => `${rows} x ${columns}`)).toEqual([
      '3 x 4',
      '2 x 1',
      '3 x 4',
      '3 x 2',
      '4 x 4',
      '1 x 1',
    ]);
    // The rows, their product with b, twice the rows, the product of those two, c c, and copies of a and the resident.
    expect(steps).toHaveLength(7);
  });

  test('gives kernels what they read once, residents by name', () => {
    const { kernels, steps } = traced((operations, [a, , , d]) => {
      const kept = operations.resident(new Float32Array(12), 3, 4);
      return [operations.map({ formula: sumOfThree }, a, operations.rowsAt(kept, d), operations.rowsAt(a, d))];
    });
    expect(steps).toEqual([{ kernel: 0, args: [0, 3], result: 4 }]);
    expect(kernels[0].source).toBe(
      'function (given0, given1) { return sumOfThree(given0[this.thread.y][this.thread.x], this.constants.kResident0[given1[this.thread.y][0]][this.thread.x], given0[given1[this.thread.y][0]][this.thread.x]); }',
    );
  });
});

describe('what cannot be built is refused where it is asked for', () => {
  const foreign: Tensor[] = [];
  traced((_, [a]) => [(foreign[0] = a)]);

  const refused: Record<string, [(operations: Operations, inputs: readonly Tensor[]) => Tensor, Error]> = {
    'factors that do not fit': [
      ({ multiply }, [a, b]) => multiply(a, b, { transposeLeft: true }),
      new RangeError(
        'multiply: expected as many columns of the left factor as rows of the right one, got 4 x 3 and 4 x 2. Pass matrices that fit, or transpose one.',
      ),
    ],
    'a bias of another width': [
      ({ multiply }, [a, b, c]) => multiply(a, b, { plus: c }),
      new RangeError('multiply: expected a row of 2 columns to add, got 1 x 1. Pass one number a column.'),
    ],
    'a map over shapes that do not fit': [
      ({ map }, [a, b]) => map({ formula: sumOfTwo }, a, b),
      new RangeError(
        'map: expected tensors of shape 4 x 4, or with one row or one column, got 3 x 4. Pass tensors whose shapes fit.',
      ),
    ],
    'a map over nothing': [
      ({ map }) => map({ formula: three }),
      new RangeError('map: expected one or more tensors, got none. They say how large the result is.'),
    ],
    'a function of more numbers than it is given': [
      ({ mapView }, [a]) => mapView({ formula: scaled }, a),
      new RangeError(
        'mapView: expected a function of 1 numbers, got scaled of 2. Its arguments are the entries of the tensors, then the numbers that never change.',
      ),
    ],
    'a step of a fold that does not take what was folded': [
      ({ foldRows }, [a]) => foldRows({ start: 0, step: doubling, over: [a] }),
      new RangeError(
        'foldRows: expected a function of 2 numbers, got doubled of 1. Its arguments are the entries of the tensors, then the numbers that never change.',
      ),
    ],
    'a finish that does not take what stands beside': [
      ({ foldColumns }, [a]) =>
        foldColumns({ start: 0, step: { formula: sumOfTwo }, over: [a], finish: { formula: sumOfTwo } }),
      new RangeError(
        'foldColumns: expected a function of 1 numbers, got sumOfTwo of 2. Its arguments are the entries of the tensors, then the numbers that never change.',
      ),
    ],
    'tensors beside a fold that has no finish': [
      ({ foldRows }, [a, , , d]) => foldRows({ start: 0, step: { formula: sumOfTwo }, over: [a], beside: [d] }),
      new RangeError(
        'foldRows: expected finish to take what stands beside, got 1 tensors beside and no finish. Leave them out.',
      ),
    ],
    'tensors beside a fold that are not as long as its result': [
      ({ foldColumns }, [a, , , d]) =>
        foldColumns({ start: 0, step: { formula: sumOfTwo }, over: [a], finish: { formula: sumOfTwo }, beside: [d] }),
      new RangeError(
        'foldColumns: expected tensors of shape 1 x 4, or with one row or one column, got 3 x 1. Pass tensors whose shapes fit.',
      ),
    ],
    'a start that float32 does not hold': [
      ({ foldRows }, [a]) => foldRows({ start: -Infinity, step: { formula: sumOfTwo }, over: [a] }),
      new RangeError(
        'decimal: expected a number that float32 holds, -3.4e38 to 3.4e38, got -Infinity. Kernels know no infinities: take the largest number.',
      ),
    ],
    'a number that is none': [
      ({ map }, [a]) => map({ formula: scaled, numbers: [NaN] }, a),
      new RangeError(
        'decimal: expected a number that float32 holds, -3.4e38 to 3.4e38, got NaN. Kernels know no infinities: take the largest number.',
      ),
    ],
    'a resident of another size': [
      ({ resident }) => resident(new Float32Array(5), 2, 3),
      new RangeError('resident: expected 2 x 3 numbers, got 5. Pass them row by row.'),
    ],
    'the number of a block that is a matrix': [
      ({ rowBlock }, [a, , , d]) => rowBlock(a, d, 2),
      new RangeError('rowBlock: expected the number of the block to be 1 x 1, got 3 x 1. Pass a tensor of that shape.'),
    ],
    'a block of more rows than there are': [
      ({ rowBlock }, [a, , c]) => rowBlock(a, c, 4),
      new RangeError(
        'rowBlock: expected a count of rows from 1 to 3, got 4. The tensor that is looked into has no more.',
      ),
    ],
    'an order of two columns': [
      ({ rowsAt }, [a, b]) => rowsAt(a, b),
      new RangeError('rowsAt: expected the order to be 4 x 1, got 4 x 2. Pass a tensor of that shape.'),
    ],
    'a column that is not there': [
      ({ entryAt }, [a, , c]) => entryAt(a, c, 4),
      new RangeError('entryAt: expected a column from 0 to 3, got 4. The tensor that is looked into has no more.'),
    ],
    'a row that is a matrix': [
      ({ entryAt }, [a, b]) => entryAt(a, b, 0),
      new RangeError('entryAt: expected the row to be 1 x 1, got 4 x 2. Pass a tensor of that shape.'),
    ],
    'a function without a declaration': [
      ({ map }, [a]) => map({ formula: (x) => x }, a),
      new TypeError(
        'map: expected functions that are declared as "function name(x) { ... }", got "(x) => x". Kernels are made of the text of functions: give it a declaration of its own.',
      ),
    ],
    'two functions of one name': [
      ({ map, mapView }, [a]) => map(doubling, mapView({ formula: otherOf('doubled') }, a)),
      new RangeError(
        'map: expected one function of each name in a kernel, got two named doubled. Give one of them another name.',
      ),
    ],
    'a tensor of another plan': [
      ({ map }) => map(doubling, foreign[0]),
      new RangeError(
        'compile: expected tensors of the plan that is being built, got one of another. Pass what other plans give as an input.',
      ),
    ],
  };
  test.each(Object.entries(refused))('%s', (_, [build, error]) => {
    expect(() => traced((operations, inputs) => [build(operations, inputs)])).toThrow(error);
  });

  test('no result at all', () => {
    expect(() => traced(() => [])).toThrow(
      new RangeError('compile: expected one or more results, got none. Return the tensors that are to be read back.'),
    );
  });
});

const doubling: KernelFunction = { formula: doubled };

function doubled(x: number): number {
  return 2 * x;
}

/** Another function of that name. */
function otherOf(name: string): PortableFunction {
  return new Function(`function ${name}(x) { return x + x + 1; } return ${name};`)() as PortableFunction;
}

function outer(x: number): number {
  return doubled(x) + 1;
}

function scaled(x: number, factor: number): number {
  return factor * x;
}

function sumOfTwo(x: number, y: number): number {
  return x + y;
}

function sumOfThree(x: number, y: number, z: number): number {
  return x + y + z;
}

function three(): number {
  return 3;
}
