/** e^x_i / sum of e^x_j, the plain way: for small logits. */
export function softmax(x: Float64Array): Float64Array {
  const powers = x.map(Math.exp);
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** p_i (1 if i = j, and 0 otherwise, minus p_j) */
export function softmaxJacobian(x: Float64Array): number[][] {
  const p = softmax(x);
  return Array.from(p, (pi, i) => Array.from(p, (pj, j) => pi * ((i === j ? 1 : 0) - pj)));
}

/** p_i (u_i - the sum of p_j u_j) */
export function softmaxBackward(x: Float64Array, upstream: Float64Array): Float64Array {
  const p = softmax(x);
  const mean = p.reduce((sum, pi, i) => sum + pi * upstream[i]!, 0);
  return p.map((pi, i) => pi * (upstream[i]! - mean));
}
