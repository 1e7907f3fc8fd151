// A table of the 256 quotients: the same doubles as the division gives, read instead of computed.
const unitOfByte = Float64Array.from({ length: 256 }, (_, byte) => byte / 255);

/**
 * Pixels 0 .. 255 as numbers in [0, 1]: pixel / 255. Written into `into` from `at` on where that is given.
 *
 * @throws RangeError when `into` is too short.
 * @example
 * pixelsToUnit(Uint8Array.of(0, 51, 255)) // => [0, 0.2, 1]
 */
export function pixelsToUnit(
  pixels: Uint8Array,
  into: Float64Array = new Float64Array(pixels.length),
  at = 0,
): Float64Array {
  if (at + pixels.length > into.length) {
    throw new RangeError(
      `pixelsToUnit: expected room for ${pixels.length} pixels from place ${at} on, got ${into.length} places in all. Pass a longer array.`,
    );
  }
  for (let i = 0; i < pixels.length; i++) into[at + i] = unitOfByte[pixels[i]!]!;
  return into;
}
