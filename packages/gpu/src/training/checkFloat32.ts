/** The smallest float32 with all its digits; GPUs take smaller ones for 0. */
const smallest = 2 ** -126;
const largest = (2 - 2 ** -23) * 2 ** 127;

/** @throws RangeError when a number of a rule is not 0 and none that float32 holds. */
export function checkFloat32({
  name,
  parameters,
}: {
  readonly name: string;
  readonly parameters: Readonly<Record<string, number>>;
}): void {
  for (const [parameter, value] of Object.entries(parameters)) {
    const size = Math.abs(value);
    if (size === 0 || (size >= smallest && size <= largest)) continue;
    throw new RangeError(
      `compileTraining: expected ${parameter} of ${name} to be 0 or between 1.2e-38 and 3.4e38, as GPUs have numbers, got ${value}. Take another one, or train without a device.`,
    );
  }
}
