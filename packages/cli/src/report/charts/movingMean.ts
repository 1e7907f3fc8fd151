/**
 * The mean of the finite values at most `reach` places away: what a noisy curve does on the whole.
 * NaN where the value itself is not finite, so that gaps stay gaps.
 */
export function movingMean(values: readonly number[], reach: number): number[] {
  const sums = [0];
  const counts = [0];
  for (const [i, value] of values.entries()) {
    const finite = Number.isFinite(value);
    sums.push(sums[i]! + (finite ? value : 0));
    counts.push(counts[i]! + (finite ? 1 : 0));
  }
  return values.map((value, i) => {
    if (!Number.isFinite(value)) return NaN;
    const first = Math.max(0, i - reach);
    const end = Math.min(values.length, i + reach + 1);
    return (sums[end]! - sums[first]!) / (counts[end]! - counts[first]!);
  });
}
