import type { Head } from '@handgrad/mlp';

/**
 * The factor that the gradient of each row has in the mean loss of a batch: 1 / n, or with weights its share of their sum;
 * for pointwise losses over the number of columns. Float32.
 */
export function rowScales(
  { loss }: Head,
  { rows, columns }: { readonly rows: number; readonly columns: number },
  weights?: Float64Array,
): Float32Array {
  const losses = loss.kind === 'rowLoss' ? 1 : columns;
  if (!weights) return new Float32Array(rows).fill(1 / (rows * losses));
  const sum = weights.reduce((a, b) => a + b, 0);
  return Float32Array.from(weights, (weight) => weight / (sum * losses));
}
