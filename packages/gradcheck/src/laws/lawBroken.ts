/** Thrown when a law does not hold. */
export class LawBroken extends Error {
  override readonly name = 'LawBroken';
}

/**
 * Throws LawBroken unless the condition is true; the message is made only then.
 *
 * @throws LawBroken
 * @example
 * demand(1 + 1 === 2, () => 'arithmetic is broken')
 * demand(NaN >= 0, () => 'NaN never passes') // => throws LawBroken
 */
export function demand(condition: boolean, message: () => string): asserts condition {
  // A condition from untyped code may be anything: only true passes.
  if ((condition as unknown) !== true) throw new LawBroken(message());
}
