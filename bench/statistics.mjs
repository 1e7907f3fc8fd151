/** The middle value; the mean of the two in the middle where their number is even. */
export function median(values) {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Quotients a/b of the same round: what the machine did in that round to both cancels. */
export function ratios(a, b) {
  const each = a.map((value, round) => value / b[round]);
  return { median: median(each), low: Math.min(...each), high: Math.max(...each) };
}

/** The exponent e of the power law y = c x^e that is nearest in the logarithms (least squares). */
export function fittedExponent(x, y) {
  const u = x.map(Math.log);
  const v = y.map(Math.log);
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const centreU = mean(u);
  const centreV = mean(v);
  const covariance = mean(u.map((value, i) => (value - centreU) * (v[i] - centreV)));
  return covariance / mean(u.map((value) => (value - centreU) ** 2));
}
