export type Colour = readonly [red: number, green: number, blue: number];

/** Blue, white, red: after ColorBrewer's RdBu, whose two arms the colour-blind can tell apart. */
export const divergingStops: readonly Colour[] = [
  [5, 48, 97],
  [67, 147, 195],
  [255, 255, 255],
  [214, 96, 77],
  [103, 0, 31],
];
const missing: Colour = [128, 128, 128];

/** The colour of a number from -1 (blue) through 0 (white) to 1 (red); beyond the ends it stays, NaN is grey. */
export function divergingColour(t: number): Colour {
  if (Number.isNaN(t)) return missing;
  const place = ((Math.min(1, Math.max(-1, t)) + 1) / 2) * (divergingStops.length - 1);
  const index = Math.min(divergingStops.length - 2, Math.floor(place));
  const from = divergingStops[index]!;
  const to = divergingStops[index + 1]!;
  const part = place - index;
  return [0, 1, 2].map((c) => Math.round(from[c]! + (to[c]! - from[c]!) * part)) as unknown as Colour;
}
