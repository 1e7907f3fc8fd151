import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Operations, Tensor } from '../../contracts.js';
import { traceOf, type Trace } from '../trace.js';
import { placesFor } from './places.js';

const [row, square] = [
  { rows: 1, columns: 3 },
  { rows: 3, columns: 3 },
];

test('a long chain of one shape takes two places', () => {
  const trace = traceOf([row], ({ map }, [x]) => {
    let last = x;
    for (let i = 0; i < 50; i++) last = map({ formula: doubled }, last);
    return [last];
  });
  const { shapes, of } = placesFor(trace);
  expect(shapes).toEqual([row, row]);
  expect([...of.values()]).toEqual(Array.from({ length: 51 }, (_, i) => i % 2));
});

test('an input that no step reads has no place', () => {
  const trace = traceOf([row, row, square], ({ map }, [, x]) => [map({ formula: doubled }, x)]);
  const { shapes, of } = placesFor(trace);
  expect(shapes).toEqual([row, row]);
  expect([...of.keys()]).toEqual([1, 3]);
});

test('values of different shapes never share a place, and a place has their shape', () => {
  const trace = traceOf([row], ({ map, multiply }, [x]) => {
    const outer = multiply(x, x, { transposeLeft: true });
    return [map({ formula: doubled }, map({ formula: doubled }, outer))];
  });
  const { shapes, of } = placesFor(trace);
  expect(shapes).toEqual([row, square, square]);
  expect([...of.values()]).toEqual([0, 1, 2, 1]);
});

test('whatever the steps, each finds in their places what it reads, and so do the outputs', () => {
  const choice = fc.record({
    kind: fc.constantFrom('map', 'sum', 'product'),
    of: fc.array(fc.nat(), { minLength: 2 }),
  });
  fc.assert(
    fc.property(
      fc.array(choice, { minLength: 1, maxLength: 30 }),
      fc.array(fc.nat(), { minLength: 1 }),
      (all, read) => {
        const trace = traceOf([square, square], (operations, inputs) => {
          const tensors = [...inputs];
          for (const { kind, of } of all)
            tensors.push(
              made(
                operations,
                kind,
                of.map((one) => tensors[one % tensors.length]),
              ),
            );
          return read.map((one) => tensors[one % tensors.length]);
        });
        expect(ran(trace)).toEqual(trace.outputs.map(({ value }) => value));
      },
    ),
  );
});

function made({ map, multiply }: Operations, kind: string, [a, b]: readonly Tensor[]): Tensor {
  if (kind === 'map') return map({ formula: doubled }, a);
  return kind === 'sum' ? map({ formula: sum }, a, b) : multiply(a, b);
}

/** The values that stand where outputs are read, when every step has written its number where its result goes. */
function ran(trace: Trace): readonly number[] {
  const { of } = placesFor(trace);
  const standing: number[] = [];
  for (const i of trace.inputs.keys()) if (of.has(i)) standing[of.get(i)!] = i;
  for (const { args, result } of trace.steps) {
    expect(args.map((arg) => standing[of.get(arg)!])).toEqual(args);
    expect(args.map((arg) => of.get(arg))).not.toContain(of.get(result));
    standing[of.get(result)!] = result;
  }
  return trace.outputs.map(({ value }) => standing[of.get(value)!]);
}

function doubled(x: number): number {
  return 2 * x;
}

function sum(x: number, y: number): number {
  return x + y;
}
