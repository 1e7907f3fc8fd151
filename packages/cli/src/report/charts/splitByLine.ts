export type Corner = readonly [x: number, y: number];

export interface Split {
  /** Where weights . p + bias >= 0. */
  readonly positive: readonly Corner[];
  readonly negative: readonly Corner[];
  /** The points of the outline that lie on the line: two where it passes through. */
  readonly boundary: readonly Corner[];
}

/** Cuts a convex polygon along the line weights[0] x + weights[1] y + bias = 0. */
export function splitByLine(corners: readonly Corner[], weights: readonly [number, number], bias: number): Split {
  const split = { positive: [] as Corner[], negative: [] as Corner[], boundary: [] as Corner[] };
  const side = ([x, y]: Corner): number => weights[0] * x + weights[1] * y + bias;
  for (const [i, from] of corners.entries()) {
    const to = corners[(i + 1) % corners.length]!;
    const [a, b] = [side(from), side(to)];
    if (a >= 0) split.positive.push(from);
    if (a <= 0) split.negative.push(from);
    if (a === 0) split.boundary.push(from);
    if (!((a < 0 && b > 0) || (a > 0 && b < 0))) continue;
    const share = a / (a - b);
    const crossing: Corner = [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
    split.positive.push(crossing);
    split.negative.push(crossing);
    split.boundary.push(crossing);
  }
  return split;
}
