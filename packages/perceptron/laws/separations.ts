import { Matrix } from '@handgrad/core-math';
import { demand, law, matrix, vector, type Law } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import { netInput, type Construction, type detectSeparation, type Separation } from '../src/index.js';
import { overlappingData, separableData } from './cases.js';

/** Whole samples with any labels: separable or not. */
const anyData = fc
  .record({ rows: fc.integer({ min: 1, max: 6 }), columns: fc.integer({ min: 1, max: 2 }) })
  .chain(({ rows, columns }) =>
    fc.record({
      inputs: matrix(fc.integer({ min: -4, max: 4 }), rows, columns).map((m) => new Matrix(m.rows, m.columns, m.data)),
      labels: vector(fc.integer({ min: 0, max: 1 }), rows),
    }),
  );

/** What telling separable data keeps. */
export function lawsOfSeparation({ value: detect }: Construction<typeof detectSeparation>): Law[] {
  return [
    law('samples off a hyperplane, labelled by their side, are completely separated', separableData, (data) => {
      const got = detect(data.inputs, data.labels.map((y) => (y + 1) / 2)).kind; // prettier-ignore
      demand(got === 'complete', () => `got ${got}`);
    }),
    law('corners with both labels: nothing separates', overlappingData, ({ inputs, labels }) => {
      const got = detect(inputs, labels).kind;
      demand(got === 'none', () => `got ${got}`);
    }),
    law('one more column, 0 there and right elsewhere: quasi-complete', fc.record({ data: overlappingData, sides: fc.array(fc.constantFrom(-2, -1, 1, 3), { minLength: 1, maxLength: 3 }) }), ({ data, sides }) => {
      const { inputs, labels } = data;
      const told = sides.map((side) => [...new Array<number>(inputs.columns).fill(0), side]);
      const got = detect(
        Matrix.fromRows([...inputs.toRows().map((row) => [...row, 0]), ...told]),
        Float64Array.from([...labels, ...sides.map((side) => (side > 0 ? 1 : 0))]),
      );
      demand(got.kind === 'quasiComplete', () => `got ${got.kind}`);
      demand(got.undecided === inputs.rows, () => `${got.undecided} undecided of ${inputs.rows}`);
    }), // prettier-ignore
    law('the direction is a proof: no sample on the wrong side, the undecided at z = 0', anyData, ({ inputs, labels }) => {
      const found = detect(inputs, labels);
      if (found.kind === 'none' || found.kind === 'unknown') return;
      const { weights, bias } = found.direction;
      // The sum of all terms of z, |x| <= 4: what its rounding is measured by.
      const size = weights.reduce((sum, w) => sum + 4 * Math.abs(w), Math.abs(bias));
      const sides = Array.from(labels, (y, i) => ((2 * y - 1) * netInput(found.direction, inputs.row(i))) / size);
      demand(sides.every((side) => side >= -1e-9), () => `sides ${sides.join(', ')}`);
      const zeros = sides.filter((side) => side <= 1e-9).length;
      demand(zeros === found.undecided && zeros < labels.length, () => `${zeros} at z = 0, ${found.undecided} said`);
      demand((found.kind === 'complete') === (zeros === 0), () => `${found.kind} with ${zeros} at z = 0`);
    }), // prettier-ignore
    law('the names of the classes do not matter', anyData, ({ inputs, labels }) => {
      agree(detect(inputs, labels), detect(inputs, labels.map((y) => 1 - y))); // prettier-ignore
    }),
    law('units and origin of the columns do not matter', anyData, ({ inputs, labels }) => {
      const moved = inputs.data.map((x) => 64 * x + 32);
      agree(detect(inputs, labels), detect(new Matrix(inputs.rows, inputs.columns, moved), labels));
    }),
  ];
}

function agree(one: Separation, other: Separation): void {
  demand(one.kind === other.kind, () => `${one.kind} became ${other.kind}`);
}
