import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { real } from '../arbitraries/real.js';
import { called } from '../reports/called.js';
import { CaseFailed, GradientCheckError, type FailureReport } from '../reports/report.js';
import { MisuseError, runCases, runOnce, type Run } from './runCases.js';
import type { Diagnosis } from '../reports/diagnosis.js';

const run = { caller: 'check', name: 'f', runs: 20, seed: 3 };
const diagnosis: Diagnosis = { kind: 'sign', text: 'analytic = -numeric', comparisons: 4 };

function failIf(condition: boolean): void {
  if (condition) throw new CaseFailed({ verdict: 'wrong', analytic: 1, numeric: 3, allowed: 0.5 });
}

function errorOf(check: () => void): GradientCheckError {
  try {
    check();
  } catch (error) {
    if (error instanceof GradientCheckError) return error;
    throw error;
  }
  throw new Error('the check passed');
}

function failureOf(check: () => void): FailureReport {
  return errorOf(check).report;
}

describe('examples', () => {
  test('are the first cases and count among the runs', () => {
    const seen: number[] = [];
    runCases({ ...run, examples: [7, 8, 9] }, real(), (x) => void seen.push(x));
    expect(seen.slice(0, 3)).toEqual([7, 8, 9]);
    expect(seen).toHaveLength(20);
  });

  test('beyond the runs are left out', () => {
    const seen: number[] = [];
    runCases({ ...run, runs: 2, examples: [7, 8, 9] }, real(), (x) => void seen.push(x));
    expect(seen).toEqual([7, 8]);
  });

  test('shrink as drawn cases do, and are replayed by the path', () => {
    const examples = [1, 17.390625];
    const first = failureOf(() => runCases({ ...run, examples }, real(), (x) => failIf(x > 4)));
    expect(first).toMatchObject({ input: 5, failedCase: 2 });
    const seen: number[] = [];
    const again: Run<number> = { ...run, examples, path: first.path };
    expect(
      failureOf(() =>
        runCases(again, real(), (x) => {
          seen.push(x);
          failIf(x > 4);
        }),
      ).input,
    ).toBe(5);
    expect(seen[0]).toBe(5);
  });
});

describe('explain', () => {
  test('is asked once, of the smallest case, and its answer is in the report', () => {
    const asked: unknown[] = [];
    const { diagnosis: told } = failureOf(() =>
      runCases(
        run,
        real(),
        (x) => failIf(Math.abs(x) > 4),
        (x, disagreement) => {
          asked.push([Math.abs(x), disagreement.verdict]);
          return diagnosis;
        },
      ),
    );
    expect(asked).toEqual([[5, 'wrong']]);
    expect(told).toBe(diagnosis);
  });

  test('may have no answer, and is not asked when nothing fails', () => {
    const check = (): void => failIf(true);
    expect(failureOf(() => runOnce('f', 1, check, () => undefined))).not.toHaveProperty('diagnosis');
    expect(failureOf(() => runOnce('f', 1, check, () => diagnosis)).diagnosis).toBe(diagnosis);
    runCases(
      run,
      real(),
      () => undefined,
      () => expect.unreachable('nothing failed'),
    );
  });
});

describe('what the code under test throws', () => {
  const thrown = new TypeError('not for 0');
  const throwing = (x: number): void => {
    if (x === 0) throw thrown;
  };

  test('is named, with the input, and is the cause', () => {
    const error = errorOf(() => runCases({ ...run, examples: [0] }, real(), throwing));
    expect(error.report).toMatchObject({ verdict: 'the function itself throws TypeError: not for 0', input: 0 });
    expect(error.cause).toBe(thrown);
    expect(errorOf(() => runOnce('f', 0, () => throwing(0))).cause).toBe(thrown);
  });

  test('is said to come from where it was called', () => {
    const error = errorOf(() => runOnce('f', 0, () => called('the derivative', () => throwing(0))));
    expect(error.report.verdict).toBe('the derivative throws TypeError: not for 0');
    expect(error.cause).toBe(thrown);
  });

  test('is no cause where nothing was thrown', () => {
    expect(errorOf(() => runOnce('f', 0, () => failIf(true)))).not.toHaveProperty('cause');
  });
});

test('wrong arguments are thrown as they are, without shrinking', () => {
  const wrong = new RangeError('check: expected names');
  const misused = (): void => {
    throw new MisuseError(wrong);
  };
  expect(() => runCases(run, fc.integer(), misused)).toThrow(wrong);
  expect(() => runOnce('f', 1, misused)).toThrow(wrong);
});

test.each([0, -1, 1.5, NaN])('%s runs are refused', (runs) => {
  expect(() => runCases({ ...run, runs }, real(), () => undefined)).toThrow(
    `check: expected runs of at least 1, got ${runs}.`,
  );
});

test('says so when no case can be drawn', () => {
  expect(() => runCases(run, real(), () => fc.pre(false))).toThrow('check: f: no case could be drawn.');
});

test('the seed that is configured for all checks is that of a run without one, and not of one with its own', () => {
  const { seed, ...free } = run;
  const seedOf = (one: Run<number>): unknown => failureOf(() => runCases(one, real(), () => failIf(true))).seed;
  const before = fc.readConfigureGlobal();
  fc.configureGlobal({ ...before, seed: 77 });
  try {
    expect([seedOf(free), seedOf(run)]).toEqual([77, seed]);
  } finally {
    fc.configureGlobal(before);
  }
});
