/** The entry itself, as a probability: NaN for a negative one, and 0 for -0, whose quotients have the wrong sign. */
export function probabilityOf(entry: number): number {
  return entry >= 0 ? Math.abs(entry) : NaN;
}
