import { called, noNumber } from '../reports/called.js';
import { CaseFailed } from '../reports/report.js';
import { copied, entriesOf, kindOf, leavesOf, nameAt, type Leaf } from '../parameters/parameters.js';

/** A function under test, and what it is asked about: each call gets copies of its own. */
export interface Question<R> {
  readonly caller: string;
  /** "the gradient" */
  readonly who: string;
  readonly call: (...parts: never[]) => R;
  /** Whether it must give one number. */
  readonly isScalar?: boolean;
  readonly args: readonly unknown[];
  /** What reports call the arguments: "its argument". */
  readonly names: readonly string[];
  /** Arguments of another call, which must not write over the result of the first. */
  readonly beside: readonly unknown[];
  /** The first argument that may be changed: a gradient that is added to in place. */
  readonly free?: number;
  readonly reseed: (() => void) | undefined;
}

/**
 * The answer to a question that was put twice, as a copy.
 *
 * @throws CaseFailed when it throws, gives no numbers, changes its arguments, answers otherwise the second time, or writes
 * a later answer over the first.
 */
export function steadyAnswer<R>(question: Question<R>): R {
  const { caller, who, args, beside } = question;
  const first = ask(question, args);
  const leaves = numbersOf(question, first);
  const kept = copied(first);
  const entries = entriesOf(leaves);
  const second = entriesOf(numbersOf(question, ask(question, args)));
  const other = differing(entries, second);
  if (other !== undefined) {
    const place = leaves[0]?.kind === 'number' ? '' : ` in ${nameAt(leaves, other)}`;
    throw new CaseFailed({
      verdict: `${who} gives ${entries[other]} and then ${second[other]}${place} at the same point`,
      hint: 'fix its randomness: give reseed, or seed the generator inside the function',
    });
  }
  try {
    ask(question, beside);
  } catch {
    // Elsewhere it may be undefined: nobody has asked about that.
    return kept;
  }
  const now = entriesOf(leavesOf(first, caller));
  const overwritten = differing(entries, now);
  if (overwritten !== undefined) {
    throw new CaseFailed({
      verdict: `${who} writes its next result over the one before: ${nameAt(leaves, overwritten)} was ${entries[overwritten]} and is ${now[overwritten]}`,
      hint: 'return new arrays, or a copy of the buffer',
    });
  }
  return kept;
}

/** Calls it with copies, and sees that they are as they were. */
function ask<R>({ caller, who, call, names, free, reseed }: Question<R>, args: readonly unknown[]): R {
  const copies = args.map(copied);
  reseed?.();
  const answer = called(who, () => (call as (...parts: unknown[]) => R)(...copies));
  args.forEach((given, which) => {
    if (which !== free) expectUntouched(caller, who, names[which]!, given, copies[which]);
  });
  return answer;
}

/** @throws CaseFailed when an argument is not as it was. */
function expectUntouched(caller: string, who: string, what: string, given: unknown, now: unknown): void {
  const leaves = leavesOf(given, caller);
  expectEntries(caller, who, what, { leaves, given: entriesOf(leaves) }, now);
}

/** @throws CaseFailed when parameters do not hold the entries that were given. */
export function expectEntries(
  caller: string,
  who: string,
  what: string,
  { leaves, given }: { readonly leaves: readonly Leaf[]; readonly given: Float64Array },
  parameters: unknown,
): void {
  const now = entriesOf(leavesOf(parameters, caller));
  const changed = differing(given, now);
  if (changed === undefined) return;
  throw new CaseFailed({
    verdict: `${who} changes ${what}: ${nameAt(leaves, changed)} was ${given[changed]} and is ${now[changed]}`,
    hint: 'work on a copy',
  });
}

/** The first place where two lists differ, also in their lengths; NaN is itself. */
function differing(a: Float64Array, b: Float64Array): number | undefined {
  for (let i = 0; i < Math.max(a.length, b.length); i++) if (a[i] !== b[i] && !Object.is(a[i], b[i])) return i;
  return undefined;
}

/** The numbers of an answer. */
function numbersOf<R>({ who, isScalar = false }: Question<R>, answer: R): readonly Leaf[] {
  const isNumber = typeof answer === 'number';
  const holdsNumbers = typeof answer === 'object' && answer !== null && kindOf(answer) !== 'a promise';
  if (!isNumber && (isScalar || !holdsNumbers)) throw new CaseFailed(noNumber(who, answer));
  try {
    return leavesOf(answer, who);
  } catch (error) {
    // What it says of parameters is true of an answer: the numbers that it should be made of.
    throw new CaseFailed({ verdict: (error as Error).message });
  }
}
