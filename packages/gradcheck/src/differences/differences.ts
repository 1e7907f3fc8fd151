/**
 * (f(x + h) - f(x - h)) / 2h: error h^2/6 f'''(x) plus rounding of about eps |f(x)| / h.
 *
 * The default step cbrt(eps) max(1, |x|) balances the two, at about 1e-10.
 *
 * @throws RangeError when the step is not a positive number, or too small to move x.
 * @example
 * centralDifference(Math.sin, 0) // => 1.00000000
 * centralDifference((x) => 3 * x + 1, 5, 1) // => 3
 */
export function centralDifference(f: (x: number) => number, x: number, step?: number): number {
  const h = checkedStep('centralDifference', x, step ?? Math.cbrt(Number.EPSILON) * Math.max(1, Math.abs(x)));
  return (f(x + h) - f(x - h)) / (2 * h);
}

/**
 * (f(x - 2h) - 8 f(x - h) + 8 f(x + h) - f(x + 2h)) / 12h: error h^4/30 f^(5)(x) plus rounding of about eps |f(x)| / h.
 *
 * The default step 1e-3 max(1, |x|) balances the two, at about 1e-12.
 *
 * @throws RangeError when the step is not a positive number, or too small to move x.
 * @example
 * fivePointDifference(Math.exp, 0) // => 1.0000000000
 */
export function fivePointDifference(f: (x: number) => number, x: number, step?: number): number {
  const h = checkedStep('fivePointDifference', x, step ?? 1e-3 * Math.max(1, Math.abs(x)));
  return (f(x - 2 * h) - 8 * f(x - h) + 8 * f(x + h) - f(x + 2 * h)) / (12 * h);
}

/** The step that x + h really takes, so that the quotient divides by what lies between the two points. */
export function exactStep(x: number, h: number): number {
  const taken = x + h - x;
  return taken > 0 ? taken : h;
}

function checkedStep(caller: string, x: number, step: number): number {
  if (!(step > 0 && step < Infinity) && !Number.isNaN(x)) {
    throw new RangeError(`${caller}: expected a step > 0, got ${step}. Leave it out for the default.`);
  }
  if (Number.isFinite(x) && x + step === x) {
    throw new RangeError(
      `${caller}: expected a step that moves x = ${x}, got ${step}. Take a larger one, or leave it out for the default.`,
    );
  }
  return exactStep(x, step);
}
