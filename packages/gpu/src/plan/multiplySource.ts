export interface ProductTerms {
  readonly inner: number;
  /** The kernel's text for the factors of term k. */
  readonly left: (k: string) => string;
  readonly right: (k: string) => string;
  /** What the sum begins with. */
  readonly start: string;
}

/** The body of a kernel that works out one entry of a product: a sum of `inner` terms, in four sums side by side. */
export function multiplySource({ inner, left, right, start }: ProductTerms): string {
  const term = (k: string): string => `${left(k)} * ${right(k)}`;
  const whole = inner - (inner % 4);
  const rest = Array.from({ length: inner % 4 }, (_, i) => ` + ${term(String(whole + i))}`).join('');
  if (whole === 0) return `return ${start}${rest};`;
  return [
    `let s0 = ${start}; let s1 = 0.0; let s2 = 0.0; let s3 = 0.0;`,
    `for (let k = 0; k < ${whole}; k += 4) {`,
    `s0 += ${term('k')}; s1 += ${term('(k + 1)')}; s2 += ${term('(k + 2)')}; s3 += ${term('(k + 3)')};`,
    `} return (s0 + s1) + (s2 + s3)${rest};`,
  ].join(' ');
}
