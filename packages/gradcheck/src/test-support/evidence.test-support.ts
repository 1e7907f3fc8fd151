/** Evidence about wrong derivatives, made as the checks make it. */
import * as fc from 'fast-check';
import { real } from '../arbitraries/real.js';
import { estimateDerivative } from '../differences/estimateDerivative.js';
import { float64 } from '../differences/measuring.js';
import { everyDouble, type Interval } from '../numbers/interval.js';
import type { Evidence, EvidencePoint, Observation } from '../reports/diagnosis.js';

type RealFunction = (x: number) => number;

const tolerance = { absolute: 1e-9, relative: 1e-9 };
const alone: EvidencePoint = { rows: 1, columns: 1, sizes: {}, others: {} };

/** Compares a derivative at 40 points of the domain that are no kinks. */
export function scalarEvidence(
  f: RealFunction,
  derivative: RealFunction,
  { domain = everyDouble, kinks = [], seed = 1 }: { domain?: Interval; kinks?: readonly number[]; seed?: number } = {},
): Evidence {
  const enough = (value: number): number => 1e-10 + 1e-10 * Math.abs(value);
  const barriers = [domain.low, domain.high, ...kinks];
  const observe = (x: number): Observation | undefined => {
    const left = x - Math.max(-Infinity, ...barriers.filter((barrier) => barrier <= x));
    const right = Math.min(Infinity, ...barriers.filter((barrier) => barrier >= x)) - x;
    if (!(left > 0 && right > 0)) return undefined;
    const measuring = { method: 'fivePoint', precision: float64, enough } as const;
    const estimate = estimateDerivative(f, x, { left, right }, measuring);
    const analytic = derivative(x);
    if (estimate === undefined || !Number.isFinite(estimate.value)) return undefined;
    return { point: 0, index: 0, x, analytic, numeric: estimate.value, allowed: allowedAt(analytic, estimate) };
  };
  const drawn = fc.sample(real(domain, kinks), { numRuns: 200, seed });
  // A check has found a counterexample, a simple one, and that comes first.
  const found = [0, 1, -1, 2, -2, ...drawn].find((x) => {
    const at = x >= domain.low && x <= domain.high ? observe(x) : undefined;
    return at !== undefined && !(Math.abs(at.analytic - at.numeric) <= at.allowed);
  });
  const points = new Set([...(found === undefined ? [] : [found]), ...drawn]);
  const observations = [...points].flatMap((x) => observe(x) ?? []).slice(0, 40);
  return { parameter: '', points: [alone], observations, scalar: { f, derivative, observe } };
}

function allowedAt(
  analytic: number,
  { value, rounding, truncation }: { value: number; rounding: number; truncation: number },
): number {
  const larger = Math.max(Math.abs(analytic), Math.abs(value));
  return tolerance.absolute + tolerance.relative * larger + rounding + Math.min(truncation, 1e-3 * larger);
}

/** One point of a list or matrix: the right gradient, and the one that was returned. */
export interface GradientPoint extends Partial<EvidencePoint> {
  readonly values: readonly number[];
  readonly right: readonly number[];
  readonly wrong: readonly number[];
}

/** Compares all entries of a parameter at some points, with differences that are 1e-11 off. */
export function gradientEvidence(parameter: string, points: readonly GradientPoint[]): Evidence {
  return {
    parameter,
    points: points.map(({ rows = 1, columns, sizes = {}, others = {}, values }) => ({
      rows,
      columns: columns ?? values.length / rows,
      sizes,
      others,
    })),
    observations: points.flatMap(({ values, right, wrong }, point) =>
      values.map((x, index) => {
        const [analytic, numeric] = [wrong[index]!, right[index]! + 1e-11 * Math.sin(7 * index + point)];
        const allowed = 1e-8 + 1e-8 * Math.max(Math.abs(analytic), Math.abs(numeric));
        return { point, index, x, analytic, numeric, allowed };
      }),
    ),
  };
}
