import type * as fc from 'fast-check';
import { checkDerivative, type DerivativeOptions } from '../checks/checkDerivative.js';
import { checkGradient, type GradientOptions } from '../checks/checkGradient.js';
import { GradientCheckError, type CheckReport, type FailureReport } from '../reports/report.js';

type Scalar = (x: number) => number;

/** A derivative with the options of checkDerivative, or a gradient with where and the options of checkGradient. */
export type GradientMatcher<T> = T extends (parameters: infer P) => number
  ? {
      (gradient: (parameters: P) => P, at: P | fc.Arbitrary<P>, options?: Parameters<typeof checkGradient<P>>[3]): void;
      (derivative: P extends number ? Scalar : never, at?: undefined, options?: DerivativeOptions): void;
    }
  : never;

interface Verdict {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * Passes when the derivative agrees; the report of a failure is the message. Wrong arguments and a function that fails are
 * thrown on, also under `.not`: they say nothing about the derivative.
 */
export function toMatchGradient(f: unknown, gradient: unknown, at?: unknown, options?: object): Verdict {
  if (typeof f !== 'function' || typeof gradient !== 'function') {
    const got = typeof f === 'function' ? gradient : f;
    throw new TypeError(
      `toMatchGradient: expected two functions, got ${got === null ? 'null' : `a ${typeof got}`}. Write expect(f).toMatchGradient(gradient).`,
    );
  }
  expectPlace(f, at);
  try {
    const report = compared(f, gradient, at, options);
    return { pass: true, message: () => agreementOf(report) };
  } catch (error) {
    if (!(error instanceof GradientCheckError && blamesDerivative(error.report))) throw error;
    return { pass: false, message: () => error.message };
  }
}

// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- what `expect` was given, whose types it has checked
function compared(f: Function, gradient: Function, at: unknown, options: object | undefined): CheckReport {
  return at === undefined
    ? checkDerivative(f as Scalar, gradient as Scalar, options as DerivativeOptions)
    : checkGradient(f as (p: unknown) => number, gradient as (p: unknown) => unknown, at, options as GradientOptions);
}

/** Whether it was seen what the derivative gives, and that it is wrong: its number beside a number, or its shape. */
function blamesDerivative({ analytic, numeric = 0, parameter }: FailureReport): boolean {
  return analytic === undefined ? parameter !== undefined : !Number.isFinite(analytic) || Number.isFinite(numeric);
}

const optionNames: Readonly<Record<keyof DerivativeOptions, true>> = {
  absolute: true,
  at: true,
  domain: true,
  generic: true,
  kinks: true,
  landmarks: true,
  method: true,
  mode: true,
  name: true,
  path: true,
  precision: true,
  relative: true,
  reseed: true,
  runs: true,
  seed: true,
  step: true,
  ulp: true,
};

/** @throws TypeError for options in the place of parameters: a function of one number makes no number of them. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- as below
function expectPlace(f: Function, at: unknown): void {
  if (typeof at !== 'object' || at === null) return;
  const names = Object.keys(at);
  if (names.length === 0 || !names.every((name) => name in optionNames) || takes(f, at)) return;
  throw new TypeError(
    `toMatchGradient: expected the place of the check in second place, got the options ${names.join(', ')}. Write toMatchGradient(derivative, undefined, options).`,
  );
}

// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- as below
function takes(f: Function, at: object): boolean {
  try {
    return Number.isFinite((f as (p: unknown) => unknown)(at));
  } catch {
    return false;
  }
}

function agreementOf({ name, cases, method }: CheckReport): string {
  return `${name}: expected a derivative that is wrong, and it agrees with the finite difference in all ${cases} cases (${method})`;
}
