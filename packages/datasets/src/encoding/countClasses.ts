/**
 * How many classes labels 0, 1, ... speak of: one more than the largest. Name the classes where the last ones may have no sample.
 *
 * @example
 * countClasses([2, 0, 2]) // => 3
 */
export function countClasses(labels: ArrayLike<number>): number {
  let largest = -1;
  let i = labels.length;
  while (i-- > 0) largest = Math.max(largest, labels[i]!);
  return largest + 1;
}
