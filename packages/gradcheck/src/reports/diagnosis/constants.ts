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
  const near = (value: number): boolean => Math.abs(value - x) <= precision;
  if (near(0)) return { value: 0, text: '0', digits: 1 };
  const digits = Array.from({ length: 15 }, (_, i) => i + 1).find((count) => near(Number(x.toPrecision(count)))) ?? 16;
  const isSharp = precision <= 1e-5 * Math.abs(x);
  const named = digits > 3 && isSharp ? (knownConstant(x, near) ?? fraction(x, near)) : undefined;
  const text = String(Number(x.toPrecision(Math.min(digits, 6))));
  return named ? { ...named, digits: 1 } : { value: Number(x.toPrecision(digits)), text, digits };
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
