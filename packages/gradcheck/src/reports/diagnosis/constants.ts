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
  /** How many a person would have to write; 1 for fractions and known constants. */
  readonly digits: number;
}

/** The number within `precision` of x that a person would write: a short decimal, a known constant or a fraction. */
export function simplest(x: number, precision: number): Constant {
  const decimal = shortDecimal(x, precision);
  if (decimal.digits <= 3 || precision > 1e-5 * Math.abs(x)) return decimal;
  const near = (value: number): boolean => Math.abs(value - x) <= precision;
  const named = knownConstant(x, near) ?? fraction(x, near);
  return named ? { ...named, digits: 1 } : decimal;
}

/** The decimal of fewest digits within `precision` of x; of more than six, six are told. */
export function shortDecimal(x: number, precision: number): Constant {
  if (Math.abs(x) <= precision) return { value: 0, text: '0', digits: 1 };
  let digits = 1;
  while (digits < 16 && !(Math.abs(Number(x.toPrecision(digits)) - x) <= precision)) digits++;
  return { value: Number(x.toPrecision(digits)), text: String(Number(x.toPrecision(Math.min(digits, 6)))), digits };
}

/** "3", "(2 / 3)": what can stand before another factor. */
export function asFactor({ text }: Constant): string {
  return text.includes(' ') ? `(${text})` : text;
}

type Named = Omit<Constant, 'digits'>;

function knownConstant(x: number, near: (value: number) => boolean): Named | undefined {
  const sign = x < 0 ? -1 : 1;
  const forms = known.flatMap(([text, size]): Named[] => [
    { value: sign * size, text },
    { value: sign / size, text: `1 / ${text}` },
  ]);
  const found = forms.find(({ value }) => near(value));
  return found && { value: found.value, text: x < 0 ? `-${found.text}` : found.text };
}

function fraction(x: number, near: (value: number) => boolean): Named | undefined {
  for (let below = 3; below <= 1000; below++) {
    const above = Math.round(x * below);
    if (above !== 0 && Math.abs(above) <= 12 && near(above / below)) {
      return { value: above / below, text: `${above} / ${below}` };
    }
  }
  return undefined;
}
