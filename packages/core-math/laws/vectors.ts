import { demand, fact, fivePointDifference, law, real, vector, type Law } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import type { VectorFunction } from '../src/formula.js';
import { meaningLaws } from './vectorMeanings.js';

/** What every function of a vector must keep. The tests, `handgrad check` and the exercises' grader run them. */
export function lawsOfVectorFunction(f: VectorFunction): Law[] {
  return [
    differenceLaw(f),
    jacobianLaw(f),
    ...(f.backwardFromValue ? [fromValueLaw(f, f.backwardFromValue)] : []),
    shiftLaw(f),
    permutationLaw(f),
    absentLaw(f),
    hugeLaw(f),
    nanLaw(f),
    intoLaw(f),
    boundaryLaw(f),
    ...meaningLaws(f),
  ];
}

const entries = real({ low: -40, high: 40 }, [0]);
const rows = vector(entries, { min: 1, max: 6 });
const gradients = real({ low: -8, high: 8 });

/** A vector, and a gradient for each of its outputs. */
function withGradient(f: VectorFunction): fc.Arbitrary<readonly [Float64Array, Float64Array]> {
  return rows.chain((x) => vector(gradients, f.value(x).length).map((g) => [x, g] as const));
}

function differenceLaw(f: VectorFunction): Law {
  return law('backward agrees with finite differences', withGradient(f), ([x, g]) => {
    const gradient = f.backward(x, g);
    let worst = 0;
    for (let j = 0; j < x.length; j++) {
      const along = (entry: number): number => dot(g, f.value(x.with(j, entry)));
      const error = Math.abs(gradient[j]! - fivePointDifference(along, x[j]!, 1e-3));
      // The values are below 700 in size, the gradients below 8: rounding over the step of 1e-3 is 1e-9 at most.
      demand(error <= 1e-8, () => `entry ${j} of the gradient is ${gradient[j]}, off by ${error}`);
      worst = Math.max(worst, error);
    }
    return worst;
  });
}

function jacobianLaw(f: VectorFunction): Law {
  return law('backward is the Jacobian, transposed, times the output gradient', withGradient(f), ([x, g]) => {
    const [gradient, jacobian] = [f.backward(x, g), f.jacobian(x)];
    demand(
      jacobian.rows === g.length && jacobian.columns === x.length,
      () => `the Jacobian is ${jacobian.shape}, expected ${g.length} x ${x.length}`,
    );
    return closest(
      gradient,
      x.map((_, j) =>
        dot(
          g,
          g.map((_, i) => jacobian.get(i, j)),
        ),
      ),
      1e-13,
    );
  });
}

function fromValueLaw(f: VectorFunction, fromValue: NonNullable<VectorFunction['backwardFromValue']>): Law {
  return law('backwardFromValue(value(x), g) = backward(x, g)', withGradient(f), ([x, g]) =>
    closest(fromValue(f.value(x), g), f.backward(x, g), 1e-13),
  );
}

function shiftLaw(f: VectorFunction): Law {
  const cases = fc.tuple(rows, real({ low: -1000, high: 1000 }));
  return law('adding c to every entry adds c times the row sums of the Jacobian', cases, ([x, c]) => {
    const jacobian = f.jacobian(x);
    const sums = f.value(x).map((y, i) => y + c * jacobian.row(i).reduce((sum, entry) => sum + entry, 0));
    // Entries of 1000 are rounded to 1e-13 before anything is computed; 1 - p to 1e-16, times c.
    return closest(f.value(x.map((entry) => entry + c)), sums, 2e-12);
  });
}

function permutationLaw(f: VectorFunction): Law {
  return law('reversing the entries reverses the output', rows, (x) => {
    return closest(f.value(x.toReversed()), f.value(x).toReversed(), 1e-13);
  });
}

function absentLaw(f: VectorFunction): Law {
  return law('an entry -Infinity counts for nothing', rows, (x) => {
    const [alone, together] = [f.value(x), f.value(Float64Array.of(...x, -Infinity))];
    return closest(together.subarray(0, alone.length), alone, 1e-15);
  });
}

function hugeLaw(f: VectorFunction): Law {
  const huge = vector(
    real({ low: -1e6, high: 1e6 }).map((x) => x * 1e301),
    { min: 1, max: 6 },
  );
  return law('entries up to 1e307 overflow nowhere', huge, (x) => {
    for (const y of f.value(x)) demand(Number.isFinite(y), () => `an output is ${y}`);
    for (const slope of f.jacobian(x).data) demand(Math.abs(slope) <= 1, () => `a partial derivative is ${slope}`);
  });
}

function nanLaw(f: VectorFunction): Law {
  const cases = fc.tuple(rows, fc.nat());
  return law('one NaN makes every output NaN', cases, ([x, at]) => {
    for (const y of f.value(x.with(at % x.length, NaN))) demand(Number.isNaN(y), () => `an output is ${y}`);
  });
}

function intoLaw(f: VectorFunction): Law {
  return law(
    'written into a buffer, or over an input, the numbers are the same to the bit',
    withGradient(f),
    ([x, g]) => {
      const y = f.value(x);
      same(
        f.value(
          x,
          y.map(() => NaN),
        ),
        y,
      );
      const gradient = f.backward(x, g);
      same(
        f.backward(
          x,
          g,
          x.map(() => NaN),
        ),
        gradient,
      );
      same(
        overwriting(x, (copy) => f.backward(copy, g, copy)),
        gradient,
      );
      if (y.length !== x.length) return;
      same(
        overwriting(x, (copy) => f.value(copy, copy)),
        y,
      );
      same(
        overwriting(g, (copy) => f.backward(x, copy, copy)),
        gradient,
      );
      if (!f.backwardFromValue) return;
      const again = f.backwardFromValue(y, g);
      same(
        overwriting(y, (copy) => f.backwardFromValue!(copy, g, copy)),
        again,
      );
      same(
        overwriting(g, (copy) => f.backwardFromValue!(y, copy, copy)),
        again,
      );
    },
  );
}

function boundaryLaw(f: VectorFunction): Law {
  return fact('an empty vector and lengths that do not fit are a RangeError', () => {
    const [none, two, five] = [0, 2, 5].map((length) => new Float64Array(length)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const y = f.value(two);
    const calls: readonly (() => unknown)[] = [
      () => f.value(none),
      () => f.jacobian(none),
      () => f.backward(none, none),
      () => f.backward(two, five),
      () => f.value(two, five),
      () => f.backward(two, y, five),
      ...(f.backwardFromValue ? [() => f.backwardFromValue!(y, five), () => f.backwardFromValue!(none, none)] : []),
    ];
    calls.forEach((call, i) => demand(throwsRangeError(call), () => `call ${i} throws no RangeError: ${calls[i]}`));
  });
}

function throwsRangeError(call: () => unknown): boolean {
  try {
    call();
    return false;
  } catch (error) {
    return error instanceof RangeError && /expected .*, got .*\. /.test(error.message);
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, entry, i) => sum + entry * b[i]!, 0);
}

/** Demands that all entries agree within `tolerance` times max(1, |expected|), and returns the worst error. */
function closest(got: Float64Array, expected: Float64Array, tolerance: number): number {
  demand(got.length === expected.length, () => `expected ${expected.length} numbers, got ${got.length}`);
  const errors = Array.from(got, (y, i) => Math.abs(y - expected[i]!) / Math.max(1, Math.abs(expected[i]!)));
  demand(
    errors.every((error) => error <= tolerance),
    () => `got [${got}], expected [${expected}]`,
  );
  return Math.max(...errors);
}

function same(got: Float64Array, expected: Float64Array): void {
  demand(
    got.length === expected.length && got.every((y, i) => Object.is(y, expected[i])),
    () => `got [${got}], expected [${expected}]`,
  );
}

/** Calls with a copy that may be overwritten, and demands that the answer stands in it. */
function overwriting(x: Float64Array, call: (copy: Float64Array) => Float64Array): Float64Array {
  const copy = x.slice();
  const answer = call(copy);
  demand(answer === copy, () => 'the answer is not the buffer that was given');
  return answer;
}
