import * as fc from 'fast-check';
import { dualArithmetic, type Dual } from '../differences/dual.js';
import type { Arithmetic } from '../differences/arithmetic.js';
import type { Interval } from '../numbers/interval.js';
import { called } from '../reports/called.js';
import { CaseFailed } from '../reports/report.js';
import { show } from '../reports/show.js';
import type { CheckOptions, ParameterOptions, PointOptions } from './options.js';
import { expectRuns } from './runCases.js';

/** What a check is called with, as far as it can be wrong before anything is asked of the code under test. */
interface Arguments<O> {
  readonly caller: string;
  /** By what they are: { function: f, gradient }. */
  readonly functions: Readonly<Record<string, unknown>>;
  readonly options: O;
  /** The options that this check takes beside those of all checks. */
  readonly own: readonly string[];
}

const shared: readonly (keyof CheckOptions)[] = [
  'name',
  'method',
  'precision',
  'mode',
  'relative',
  'absolute',
  'ulp',
  'step',
  'runs',
  'seed',
  'path',
  'reseed',
];
const numeric = ['relative', 'absolute', 'ulp', 'step', 'runs', 'seed', 'samples', 'directions'];
const interval = ['low', 'high', 'lowOpen', 'highOpen'];
const kink = ['at', 'left', 'right', 'chosen'];

/**
 * The options, with functions that say who threw.
 *
 * @throws TypeError for what is no function and options of another kind; RangeError for unknown options and values.
 */
function checkedOptions<O extends CheckOptions>({ caller, functions, options, own }: Arguments<O>): O {
  if (!isRecord(options)) throw wrong(caller, 'an object of options', options, 'Leave it out for the defaults.');
  for (const [what, given] of Object.entries(functions)) expectFunction(caller, what, given);
  expectKnown(caller, 'options', options, [...shared, ...own]);
  const { runs, seed, path, reseed, generic, gradient } = options as Record<string, unknown>;
  for (const [what, given] of Object.entries({ reseed, generic, gradient })) {
    if (given !== undefined) expectFunction(caller, what, given);
  }
  for (const name of numeric) {
    const value = (options as Record<string, unknown>)[name];
    if (value === undefined || typeof value === 'number') continue;
    throw wrong(caller, `${name} to be a number`, value, 'Leave it out for the default.');
  }
  if (runs !== undefined) expectRuns(caller, runs as number);
  if (seed !== undefined && !Number.isSafeInteger(seed)) {
    throw new RangeError(`${caller}: expected a whole number as seed, got ${show(seed)}. Leave it out for a new one.`);
  }
  if (path !== undefined) expectPath(caller, path, seed);
  return {
    ...options,
    ...(reseed !== undefined && { reseed: () => called('reseed', reseed as () => void) }),
    ...(generic !== undefined && { generic: named(generic as Generic) }),
  };
}

/** The options of a check over parameters, whose domain may be one by name. */
export function checkedParameterOptions<O extends ParameterOptions>(
  caller: string,
  functions: Arguments<O>['functions'],
  given: O,
  own: readonly string[] = [],
): O {
  const names = ['domain', 'kinks', 'entries', 'samples', 'directions', ...own];
  const options = checkedOptions({ caller, functions, options: given, own: names });
  const domain: unknown = options.domain;
  if (domain === undefined) return options;
  const isNamed = isRecord(domain) && !isInterval(domain) && Object.values(domain).every(isInterval);
  const intervals = isNamed ? Object.values(domain) : [domain];
  for (const each of intervals) expectInterval(caller, each, ', or one for each name');
  return options;
}

function expectInterval(caller: string, value: unknown, more = ''): asserts value is Interval {
  if (!isInterval(value)) {
    throw wrong(caller, `a domain { low, high }${more}`, value, 'Give both ends; one that is not there is Infinity.');
  }
  expectKnown(caller, 'a domain', value, interval);
}

function isInterval(value: unknown): value is Interval {
  return isRecord(value) && typeof value.low === 'number' && typeof value.high === 'number';
}

/** The options of a check over one number. */
export function checkedPointOptions<O extends PointOptions>(
  caller: string,
  functions: Arguments<O>['functions'],
  given: O,
): O {
  const own = ['domain', 'landmarks', 'kinks', 'at', 'generic'];
  const options = checkedOptions({ caller, functions, options: given, own });
  expectPlaces(caller, options as Readonly<Record<string, unknown>>);
  return options;
}

function expectPlaces(caller: string, { at, landmarks, kinks, domain }: Readonly<Record<string, unknown>>): void {
  if (domain !== undefined) expectInterval(caller, domain);
  if (at !== undefined && !(typeof at === 'number' || (isNumbers(at) && at.length > 0))) {
    throw wrong(caller, 'at to be a number or a list of some', at, 'Leave it out for points that are drawn.');
  }
  if (landmarks !== undefined && !isNumbers(landmarks)) {
    throw wrong(caller, 'landmarks to be a list of numbers', landmarks, 'Leave them out if there are none.');
  }
  if (kinks === undefined || typeof kinks === 'string') return;
  const listed: readonly unknown[] = Array.isArray(kinks) ? kinks : [kinks];
  const misfit = listed.find((each) => !isKink(each));
  if (Array.isArray(kinks) && misfit === undefined) return;
  throw wrong(
    caller,
    'kinks to be a rule, or a list of numbers and of { at, left, right, chosen }',
    misfit ?? kinks,
    'Give all four, or only the place.',
  );
}

function isKink(value: unknown): boolean {
  if (typeof value === 'number') return true;
  if (!isRecord(value) || typeof value.at !== 'number') return false;
  return Object.keys(value).length === 1 || kink.every((part) => typeof value[part] === 'number');
}

function isNumbers(value: unknown): value is ArrayLike<number> {
  return (
    (Array.isArray(value) || ArrayBuffer.isView(value)) &&
    Array.from(value as never[]).every((x) => typeof x === 'number')
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function expectFunction(caller: string, what: string, given: unknown): void {
  if (typeof given === 'function') return;
  throw wrong(caller, `a function as ${what}`, given, 'Pass the function itself, and not what it returns.');
}

/** @throws RangeError for a key that means nothing, with those that do. */
function expectKnown(caller: string, what: string, given: object, known: readonly string[]): void {
  for (const key of Object.keys(given)) {
    if (known.includes(key)) continue;
    const near = nearest(key, known);
    throw new RangeError(
      `${caller}: expected ${what} among ${known.join(', ')}, got ${key}. ${near ? `Did you mean ${near}?` : 'Leave it out.'}`,
    );
  }
}

/** @throws RangeError unless it leads to a case, as "0:1:4", and there is a seed from which cases are drawn. */
function expectPath(caller: string, path: unknown, seed: unknown): void {
  if (typeof path !== 'string' || !/^(\d+(:\d+)*)?$/.test(path)) {
    throw new RangeError(`${caller}: expected a path like 0:1:4, got ${show(path)}. Copy it from a report.`);
  }
  if ((seed ?? fc.readConfigureGlobal().seed) === undefined) {
    throw new RangeError(`${caller}: expected a seed with the path ${path}, got none. Copy both from the same report.`);
  }
}

/** The known name that shares most neighbouring letters, where it shares half of them or begins alike. */
function nearest(key: string, known: readonly string[]): string | undefined {
  const ranked = known.map((name) => [name, likeness(key.toLowerCase(), name.toLowerCase())] as const);
  const [name, share] = ranked.reduce((best, each) => (each[1] > best[1] ? each : best));
  return share >= 0.5 ? name : undefined;
}

/** Twice the pairs of neighbouring letters that two words share, over all pairs (Dice's coefficient). */
function likeness(a: string, b: string): number {
  const [ofA, ofB] = [a, b].map((word) => new Set(Array.from(word, (letter, i) => letter + (word[i + 1] ?? ''))));
  const both = [...ofA!].filter((pair) => ofB!.has(pair)).length;
  return (2 * both) / (ofA!.size + ofB!.size);
}

function wrong(caller: string, expected: string, got: unknown, remedy: string): TypeError {
  return new TypeError(`${caller}: expected ${expected}, got ${show(got)}. ${remedy}`);
}

type Generic = (x: unknown, arithmetic: Arithmetic<unknown>) => unknown;

/** The same function, which must give a number of the arithmetic that it is given. */
function named(generic: Generic): Generic {
  return (x, arithmetic) => {
    const result = called('the generic function', () => generic(x, arithmetic));
    const isDual = (arithmetic as unknown) === dualArithmetic;
    const number = isDual ? (result as Partial<Dual> | null | undefined)?.value : result;
    if (typeof number === 'number' && (!isDual || typeof (result as Dual).slope === 'number')) return result;
    throw new CaseFailed({
      verdict: `the generic function gives ${show(result)} in ${isDual ? 'dual' : 'plain'} numbers`,
      hint: 'build the result from its parameters with the arithmetic alone: m.multiply(x, x), m.constant(1)',
    });
  };
}
