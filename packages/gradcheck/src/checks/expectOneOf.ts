/** @throws RangeError unless the value is one of the names. */
export function expectOneOf(caller: string, option: string, value: string, names: readonly string[]): void {
  if (!names.includes(value)) {
    throw new RangeError(
      `${caller}: expected ${option} to be one of ${names.join(', ')}, got ${String(value)}. Leave it out for the default.`,
    );
  }
}
