import { GradientCheckError } from '../reports/report.js';
import { show } from '../reports/show.js';
import { isVerdict } from './verdict.js';

export interface CatchOptions<T> {
  /** Right versions, by name: the check must pass them, with every seed. */
  readonly right?: Readonly<Record<string, T>>;
  /** How many seeds each version is checked with: 1, 2, 3, ...; one unless given. */
  readonly seeds?: number;
  /** The share of the seeds with which each wrong version must be caught; all of them, 1, unless given. */
  readonly share?: number;
}

/** What became of one wrong version. */
export interface CaughtMutant {
  readonly mutant: string;
  /** With how many of the seeds it was caught. */
  readonly caught: number;
  readonly seeds: number;
  /** The smallest input on which it fails, with the first seed that found one; laws tell theirs in their message only. */
  readonly counterexample?: unknown;
}

/** Thrown when a check lets wrong versions pass: it proves less than it seems to. */
export class MutantsSurvived extends Error {
  override readonly name = 'MutantsSurvived';
  readonly rows: readonly CaughtMutant[];

  constructor(message: string, rows: readonly CaughtMutant[]) {
    super(message);
    this.rows = rows;
  }
}

/**
 * Proves that a check can fail: runs it on every wrong version of what it checks, and throws unless it refuses each. The
 * check is called as `check(version, { seed })` and refuses by throwing GradientCheckError or LawBroken; other errors are
 * thrown on, since a check that crashes has judged nothing.
 *
 * @throws MutantsSurvived naming the wrong versions that passed.
 * @throws RangeError when there are no wrong versions, no seeds, or a right version is refused.
 * @example
 * const check = (derivative, { seed }) => checkDerivative(Math.sin, derivative, { seed })
 * assertCatches(check, { 'a sign slipped': (x) => -Math.cos(x) }, { right: { cosine: Math.cos } })[0].caught // => 1
 * assertCatches(check, { 'not wrong at all': Math.cos }) // => throws MutantsSurvived
 */
export function assertCatches<T>(
  check: (version: T, run: { readonly seed: number }) => unknown,
  mutants: Readonly<Record<string, T>>,
  { right = {}, seeds = 1, share = 1 }: CatchOptions<T> = {},
): CaughtMutant[] {
  if (Object.keys(mutants).length === 0) {
    throw new RangeError(
      'assertCatches: expected at least one wrong version, got none. Write down a mistake to look for.',
    );
  }
  if (!Number.isInteger(seeds) || seeds < 1) {
    throw new RangeError(`assertCatches: expected at least one seed, got ${seeds}. Leave it out for one.`);
  }
  if (!(share > 0 && share <= 1)) {
    throw new RangeError(
      `assertCatches: expected a share above 0 and up to 1, got ${share}. Leave it out for all seeds.`,
    );
  }
  for (const [name, version] of Object.entries(right)) passes(name, version, seeds, check);
  const rows = Object.entries(mutants).map(([name, version]) => rowOf(name, version, seeds, check));
  const survivors = rows.filter(({ caught }) => caught < share * seeds);
  if (survivors.length > 0) {
    const list = survivors.map(({ mutant, caught }) => `  ${mutant}: caught with ${caught} of ${countOf(seeds)}`);
    throw new MutantsSurvived(
      `assertCatches: ${survivors.length} of ${rows.length} wrong versions passed the check\n\n${list.join('\n')}`,
      rows,
    );
  }
  return rows;
}

type Check<T> = (version: T, run: { readonly seed: number }) => unknown;

function passes<T>(name: string, version: T, seeds: number, check: Check<T>): void {
  for (let seed = 1; seed <= seeds; seed++) {
    const refusal = refusalOf(version, seed, check);
    if (refusal === undefined) continue;
    throw new RangeError(
      `assertCatches: expected the check to pass "${name}", got a refusal with seed ${seed}. Mend the check or the version:\n\n${refusal.message}`,
      { cause: refusal },
    );
  }
}

function rowOf<T>(mutant: string, version: T, seeds: number, check: Check<T>): CaughtMutant {
  let caught = 0;
  let counterexample: unknown;
  for (let seed = 1; seed <= seeds; seed++) {
    const refusal = refusalOf(version, seed, check);
    if (refusal === undefined) continue;
    caught++;
    if (refusal instanceof GradientCheckError) counterexample ??= refusal.report.input;
  }
  return { mutant, caught, seeds, ...(counterexample !== undefined && { counterexample }) };
}

function refusalOf<T>(version: T, seed: number, check: Check<T>): Error | undefined {
  let returned: unknown;
  try {
    returned = check(version, { seed });
  } catch (error) {
    if (isVerdict(error)) return error;
    throw error;
  }
  // A verdict that comes later would be taken for a pass.
  if (typeof (returned as { then?: unknown } | null | undefined)?.then === 'function') {
    throw new TypeError(
      `assertCatches: expected a check that returns at once, got ${show(returned)}. Leave out async.`,
    );
  }
  return undefined;
}

function countOf(seeds: number): string {
  return seeds === 1 ? '1 seed' : `${seeds} seeds`;
}
