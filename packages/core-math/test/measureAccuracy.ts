import { hardPoints, type Point } from './hardPoints.js';
import { exactly, ulpsFrom } from './highPrecision.js';
import type { Part, ScalarFormula } from './scalarFormula.js';

/** The worst error that was met, in ulps, and where; nowhere when there was none. */
export interface Worst {
  readonly ulps: number;
  readonly at?: Point;
}

/** The worst error of value and derivative over the first `points` hard points of the formula's domain; `each` is told how far it is. */
export function measureAccuracy(
  formula: ScalarFormula,
  points: number,
  each?: (done: number) => void,
): Record<Part, Worst> {
  const worst: Record<Part, Worst> = { value: { ulps: 0 }, derivative: { ulps: 0 } };
  const source = hardPoints(formula.domain);
  for (let done = 0; done < points; done++) {
    const at = source.next().value;
    for (const part of ['value', 'derivative'] as const) {
      const ulps = errorAt(formula, part, at);
      if (!(ulps <= worst[part].ulps)) worst[part] = { ulps, at };
    }
    each?.(done);
  }
  return worst;
}

/** The error of one part at one point: 0 for the derivative at a kink, where it is a convention. */
export function errorAt(formula: ScalarFormula, part: Part, [x, second]: Point): number {
  if (part === 'derivative' && formula.kinks(second).includes(x)) return 0;
  // -0 + 0 = 0: decimal.js would give the quotients by -0 another sign.
  const arguments_ = [exactly(x + 0), exactly(second + 0)] as const;
  const exact = formula.exact[part](...arguments_);
  return ulpsFrom(exact, formula[part](x, second), formula.exact.sizes?.[part]?.(...arguments_));
}
