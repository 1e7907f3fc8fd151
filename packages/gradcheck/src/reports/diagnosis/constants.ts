/** Constants that derivatives forget. */
const known: readonly (readonly [text: string, value: number])[] = [
  ['pi', Math.PI],
  ['2 pi', 2 * Math.PI],
  ['ln 2', Math.LN2],
  ['ln 10', Math.LN10],
  ['sqrt(2)', Math.SQRT2],
  ['sqrt(pi)', Math.sqrt(Math.PI)],
  ['sqrt(2 pi)', Math.sqrt(2 * Math.PI)],
];

export interface Constant {
  readonly value: number;
  readonly text: string;
  /** Few digits, or a name: such a number was written down by somebody. */
  readonly isSimple: boolean;
}

/** The number within `precision` of x that a person would write: a fraction, a known constant, or a short decimal. */
export function simplest(x: number, precision: number): Constant {
  const near = (value: number): boolean => Math.abs(value - x) <= precision;
  const digits = Array.from({ length: 15 }, (_, i) => i + 1).find((count) => near(Number(x.toPrecision(count)))) ?? 16;
  const decimal = { value: Number(x.toPrecision(digits)), isSimple: digits <= 6 };
  const fraction = digits > 3 && precision < 1e-5 ? fractionOf(x, near) : undefined;
  return fraction ?? { ...decimal, text: String(Number(x.toPrecision(Math.min(digits, 6)))) };
}

function fractionOf(x: number, near: (value: number) => boolean): Constant | undefined {
  for (const [text, size] of known) {
    if (near(Math.sign(x) * size)) return { value: Math.sign(x) * size, text: signed(x, text), isSimple: true };
    if (near(Math.sign(x) / size))
      return { value: Math.sign(x) / size, text: signed(x, `1 / ${text}`), isSimple: true };
  }
  for (let below = 3; below <= 1000; below++) {
    const above = Math.round(x * below);
    if (above !== 0 && Math.abs(above) <= 12 && near(above / below)) {
      return { value: above / below, text: `${above} / ${below}`, isSimple: true };
    }
  }
  return undefined;
}

function signed(x: number, text: string): string {
  return x < 0 ? `-${text}` : text;
}
