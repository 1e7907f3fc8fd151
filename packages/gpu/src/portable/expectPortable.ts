import type { PortableFunction } from '../contracts.js';
import { portableProblems } from './subset.js';

/**
 * That these functions of a formula of one's own run on every backend.
 *
 * @throws RangeError that names the formula, and each rule with the text that breaks it.
 */
export function expectPortable(
  caller: string,
  { name }: { readonly name: string },
  functions: readonly PortableFunction[],
): void {
  const problems = functions.flatMap((formula) => portableProblems(formula));
  if (problems.length === 0) return;
  throw new RangeError(
    `${caller}: expected "${name}" to be in the portable subset, got a formula that is not: ${[...new Set(problems)].join('; ')}. ` +
      'Write it so, or compute without a device.',
  );
}
