import * as fc from 'fast-check';
import { LawBroken } from './lawBroken.js';
import { isVerdict } from './verdict.js';
import { foundText } from '../reports/foundText.js';
import { show } from '../reports/show.js';

export interface LawOptions {
  /** How many cases; fast-check's 100 unless given. */
  readonly runs?: number;
  /** Where the cases come from; fast-check's global seed unless given. */
  readonly seed?: number;
  /** fast-check's path to one case: what a failure prints. */
  readonly path?: string;
}

export interface LawOutcome {
  readonly cases: number;
  /** The largest of the numbers that the law's cases returned, if they returned any. */
  readonly worstError?: number;
}

// eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- a case ends without a word, or with its error
type Outcome = void | number;

/** A theorem with a name, and a check of it that throws when it is broken. */
export interface Law {
  readonly name: string;
  readonly check: (options?: LawOptions) => LawOutcome;
}

/**
 * A law about every value that `cases` draws. `holds` throws when it is broken, most simply by `demand`; a number that
 * it returns is that case's error, and the outcome tells the worst. A law that no case reached is broken.
 *
 * @example
 * const even = law('cos(-x) = cos(x)', real(), (x) => demand(Math.cos(-x) === Math.cos(x), () => `cos(${-x}) differs`))
 * even.check({ runs: 20, seed: 1 }).cases // => 20
 */
export function law<T>(name: string, cases: fc.Arbitrary<T>, holds: (value: T) => Outcome): Law {
  return Object.freeze({ name, check: (options: LawOptions = {}) => checkLaw(name, cases, holds, options) });
}

/** A law with one case and nothing random: a documented value, a limit. */
export function fact(name: string, holds: () => Outcome): Law {
  return Object.freeze({ name, check: () => checkFact(name, holds) });
}

/** The names of the laws that are broken: what a bank of wrong formulas is run through. Other errors are thrown on. */
export function brokenLaws(laws: readonly Law[], options: LawOptions = {}): string[] {
  return laws.filter((each) => isBroken(each, options)).map((each) => each.name);
}

function isBroken(each: Law, options: LawOptions): boolean {
  try {
    each.check(options);
    return false;
  } catch (error) {
    // A law that crashes has not judged the formula.
    if (isVerdict(error)) return true;
    throw error;
  }
}

function checkLaw<T>(
  name: string,
  cases: fc.Arbitrary<T>,
  holds: (value: T) => unknown,
  options: LawOptions,
): LawOutcome {
  let reached = 0;
  let worst: number | undefined;
  const property = fc.property(cases, (value) => {
    const error = outcome(holds(value));
    reached++;
    if (error !== undefined) worst = Math.max(worst ?? 0, error);
  });
  const { runs, seed, path } = options;
  const details = fc.check(property, {
    ...(runs !== undefined && { numRuns: runs }),
    ...(seed !== undefined && { seed }),
    ...(path !== undefined && { path }),
  });
  if (details.failed) throw broken(name, details);
  if (reached === 0) throw new LawBroken(`${name}: no case was tried. Ask for at least one run, and widen the cases.`);
  return { cases: reached, ...(worst !== undefined && { worstError: worst }) };
}

function checkFact(name: string, holds: () => unknown): LawOutcome {
  try {
    const error = outcome(holds());
    return { cases: 1, ...(error !== undefined && { worstError: error }) };
  } catch (cause) {
    throw new LawBroken(`${name}\n\n  ${indented(messageOf(cause))}`, { cause });
  }
}

/** What a case returned: nothing, or its error; anything else is a mistake in the law, and never passes. */
function outcome(returned: unknown): number | undefined {
  if (returned === undefined || (typeof returned === 'number' && !Number.isNaN(returned))) return returned;
  const remedy =
    typeof returned === 'boolean'
      ? 'Say what must be true by demand(condition, () => why).'
      : 'Return nothing, or the error of the case.';
  throw new LawBroken(`expected nothing or a number, got ${show(returned)} from the law's own code. ${remedy}`);
}

function broken<T>(name: string, details: fc.RunDetails<[T]>): LawBroken {
  if (details.counterexample === null) {
    return new LawBroken(
      `${name}: no verdict, ${details.numSkips} cases were skipped and ${details.numRuns} tried. Draw cases that fit.`,
    );
  }
  const lines = [
    `${name}`,
    '',
    `  case    ${indented(show(details.counterexample[0]))}`,
    `  why     ${indented(messageOf(details.errorInstance))}`,
    `  found   ${foundText(details.numRuns, details.numShrinks)}`,
    `  replay  check({ seed: ${details.seed}, path: '${details.counterexamplePath}' })`,
  ];
  return new LawBroken(lines.join('\n'), { cause: details.errorInstance });
}

function messageOf(error: unknown): string {
  return error instanceof Error
    ? error instanceof LawBroken
      ? error.message
      : `${error.name}: ${error.message}`
    : show(error);
}

function indented(text: string): string {
  return text.replaceAll('\n', '\n          ');
}
