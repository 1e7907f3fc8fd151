export interface ProductTerms {
  readonly inner: number;
  /** The kernel's text for the factors of term k. */
  readonly left: (k: string) => string;
  readonly right: (k: string) => string;
  /** What the sum begins with. */
  readonly start: string;
}

/**
 * The body of a kernel that works out one entry of a product: a sum of `inner` terms, in four sums side by side, which
 * neither wait for each other nor round as much as one.
 *
 * One form for all backends and all four cases, since none was found that is better anywhere by more than the
 * measurement's noise (2026-11-22; A B, A^T B and A B^T of 128 x 784 x 512, all on the processor). On webasm, one thread:
 * 75 to 88, 82 and 68 ms of processor time, 1.2 to 1.5 GFLOP/s: gpu.js reads lane by lane. One sum takes 100, 89 and 82 ms,
 * eight 86, 77 and 65, sixteen 91, 88 and 72; flat indexes instead of rows and columns 10 to 40 % more; a factor
 * transposed first between 10 % less and 30 % more; one number a row, so that no lanes are gathered, 3 times as much. On
 * SwiftShader (webgpu and webgl2, a quarter of each side) one sum takes 0.9 to 2.3 times as long as four. What is better, on
 * webgl2, is no kernel of gpu.js: `packedProducts` takes all large products there.
 */
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
