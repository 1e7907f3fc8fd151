import type * as fc from 'fast-check';
import { checkDerivative, type DerivativeOptions } from '../src/checks/checkDerivative.js';
import { checkGradient, type GradientOptions } from '../src/checks/checkGradient.js';
import { checkHessian } from '../src/checks/checkHessian.js';
import { checkJacobian, type Table } from '../src/checks/checkJacobian.js';
import { checkVjp } from '../src/checks/checkVjp.js';
import type { Method } from '../src/checks/options.js';
import type { DiagnosisKind } from '../src/reports/diagnosis.js';
import type { CheckReport } from '../src/reports/report.js';

export type Family = 'scalar' | 'loss' | 'layer' | 'optimizer' | 'Jacobian' | 'vjp' | 'Hessian';

/** One check: with which method and seed. */
export interface Run {
  readonly method: Method;
  readonly seed: number;
  readonly runs: number;
}

export type Check = (run: Run) => CheckReport;

/** What to expect of a wrong version, beside that it is caught. */
export interface Expected {
  /** The mistake that the report should name; where numbers cannot tell it, none. */
  readonly kind?: DiagnosisKind;
  /**
   * The smallest shape on which it is wrong ("weights 2 x 1, bias 2"), or several of which none contains another; for a
   * function of one number nothing.
   */
  readonly smallest?: string | readonly string[];
}

export interface Mutant extends Expected {
  readonly name: string;
  readonly check: Check;
}

/** A function with its right derivative, and wrong ones that people really write. */
export interface Subject {
  readonly name: string;
  readonly family: Family;
  readonly methods: readonly Method[];
  readonly right: Check;
  readonly mutants: readonly Mutant[];
}

/** A wrong derivative, with what to expect of it where that is anything. */
export type Wrong<D> = readonly [name: string, derivative: D, expected?: Expected];

const differences: readonly Method[] = ['fivePoint', 'central', 'richardson'];

function subject<D>(
  name: string,
  family: Family,
  methods: readonly Method[],
  right: D,
  wrong: readonly Wrong<D>[],
  checkOf: (derivative: D) => Check,
): Subject {
  const mutants = wrong.map(([mistake, derivative, expected]) => ({
    name: `${name}: ${mistake}`,
    check: checkOf(derivative),
    ...expected,
  }));
  return { name, family, methods, right: checkOf(right), mutants };
}

type Scalar = (x: number) => number;

export function scalar(
  name: string,
  f: Scalar,
  right: Scalar,
  wrong: readonly Wrong<Scalar>[],
  options: DerivativeOptions = {},
): Subject {
  const methods: readonly Method[] = options.generic ? [...differences, 'dual'] : differences;
  return subject(
    name,
    'scalar',
    methods,
    right,
    wrong,
    (derivative) => (run) => checkDerivative(f, derivative, { name, ...options, ...run }),
  );
}

export function gradient<P>(
  family: Family,
  name: string,
  at: fc.Arbitrary<P>,
  f: (parameters: P) => number,
  right: (parameters: P) => P,
  wrong: readonly Wrong<(parameters: P) => P>[],
  options: GradientOptions<P> = {},
): Subject {
  const methods: readonly Method[] = options.generic ? [...differences, 'dual'] : differences;
  return subject(
    name,
    family,
    methods,
    right,
    wrong,
    (derivative) => (run) => checkGradient(f, derivative, at, { name, ...options, ...run }),
  );
}

export function jacobian<P, Y>(
  name: string,
  at: fc.Arbitrary<P>,
  f: (parameters: P) => Y,
  right: (parameters: P) => Table,
  wrong: readonly Wrong<(parameters: P) => Table>[],
): Subject {
  return subject(
    name,
    'Jacobian',
    differences,
    right,
    wrong,
    (derivative) => (run) => checkJacobian(f, derivative, at, { name, ...run }),
  );
}

export function product<P, Y>(
  name: string,
  at: fc.Arbitrary<P>,
  f: (parameters: P) => Y,
  right: (parameters: P, upstream: Y) => P,
  wrong: readonly Wrong<(parameters: P, upstream: Y) => P>[],
): Subject {
  return subject(
    name,
    'vjp',
    differences,
    right,
    wrong,
    (derivative) => (run) => checkVjp(f, derivative, at, { name, ...run }),
  );
}

export function hessian<P>(
  name: string,
  at: fc.Arbitrary<P>,
  f: (parameters: P) => number,
  right: (parameters: P) => Table,
  wrong: readonly Wrong<(parameters: P) => Table>[],
): Subject {
  return subject(
    name,
    'Hessian',
    differences,
    right,
    wrong,
    (derivative) => (run) => checkHessian(f, derivative, at, { name, ...run }),
  );
}
