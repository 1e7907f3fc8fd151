import { CaseFailed, type Disagreement } from './report.js';
import { show } from './show.js';

/** Calls the code under test, with x: what it throws becomes the cause of a failure that says who threw, and where. */
export function called<R>(who: string, call: () => R, x?: number): R {
  try {
    return call();
  } catch (cause) {
    const where = x === undefined ? 'mend it, or' : `it was called with ${x}:`;
    const hint = `${where} where it does not live, leave that out by a domain`;
    throw new CaseFailed({ verdict: `${who} throws ${thrownText(cause)}`, hint }, { cause });
  }
}

/** "TypeError: x is not a function" */
export function thrownText(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : show(error);
}

/** A number, finite or not, from a call of the code under test; anything else fails the case with the remedy. */
export function calledForNumber(who: string, call: () => unknown, x?: number): number {
  const value = called(who, call, x);
  if (typeof value === 'number') return value;
  throw new CaseFailed(noNumber(who, value));
}

/** What is said about a function whose value is not finite, or no number at all. */
export function notFinite(value: unknown): Disagreement {
  if (typeof value !== 'number') return noNumber('the function', value);
  return {
    verdict: `the function gives ${value}, which has no derivative`,
    hint: 'if that is right, leave this point out: give a narrower domain',
  };
}

/** What is said about a result that is not a number. */
export function noNumber(who: string, value: unknown): Disagreement {
  const wrong = who === 'the function' ? 'has no derivative' : 'is no number';
  const verdict = `${who} gives ${kindOfResult(value)}, which ${wrong}`;
  return { verdict, hint: remedyFor(value) };
}

function kindOfResult(value: unknown): string {
  if (isPromise(value)) {
    // It will be reported here; that it may be rejected later is no news.
    value.then(undefined, () => undefined);
    return 'a promise';
  }
  return typeof value === 'string' ? `the string ${JSON.stringify(value)}` : show(value);
}

function remedyFor(value: unknown): string {
  if (isPromise(value)) return 'await what it needs first, and give a function that returns the number itself';
  if (value === undefined) return 'return a number: perhaps a return is missing';
  if (typeof value === 'string' || typeof value === 'bigint') return 'return a number: Number(...) makes one of it';
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    return 'return one number; for functions with many there are checkJacobian and checkVjp';
  }
  return 'return a number';
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
