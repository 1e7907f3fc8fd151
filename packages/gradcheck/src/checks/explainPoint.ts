import type { Doubles, Interval } from '../numbers/interval.js';
import { diagnose } from '../reports/diagnosis/diagnose.js';
import type { EvidencePoint, Observation } from '../reports/diagnosis.js';
import { estimateAt } from './checkPoint.js';
import type { PointCase } from './pointCase.js';
import type { Explain } from './runCases.js';
import { spreadPoints } from './spreadPoints.js';
import { allowedError } from './tolerance.js';

const points = 40;
const alone: EvidencePoint = { rows: 1, columns: 1, sizes: {}, others: {} };

/** Looks at the derivative all over its domain, and asks what mistake would explain what it gives there. */
export function explainPoint(
  one: PointCase,
  { first, last }: Doubles,
  kinks: readonly number[],
  domain: Interval,
): Explain<number> {
  const { f, derivative, measuring, tolerance } = one;
  const observe = (input: number): Observation | undefined => {
    const x = measuring.precision.round(input);
    if (!(x >= first && x <= last) || kinks.includes(x)) return undefined;
    try {
      const analytic = derivative(x);
      const estimate = estimateAt(one, x, f(x));
      if (estimate === undefined || !Number.isFinite(estimate.value)) return undefined;
      return {
        point: 0,
        index: 0,
        x,
        analytic,
        numeric: estimate.value,
        allowed: allowedError(tolerance, analytic, estimate),
      };
    } catch {
      // Where one of them throws there is nothing to compare.
      return undefined;
    }
  };
  return (x, { analytic, numeric }) => {
    if (analytic === undefined || numeric === undefined) return undefined;
    const spread = spreadPoints(domain, [], points, 1).filter((each) => each !== x);
    const observations = [x, ...spread]
      .flatMap((each) => observe(each) ?? [])
      .map((each, point) => ({ ...each, point }));
    return diagnose({
      parameter: '',
      points: observations.map(() => alone),
      observations,
      scalar: { f, derivative, observe },
    });
  };
}
