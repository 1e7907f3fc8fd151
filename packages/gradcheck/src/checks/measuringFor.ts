import { expectOneOf } from './expectOneOf.js';
import { float32, float64, type Measuring, type Precision } from '../differences/measuring.js';
import type { CheckOptions, Method, PrecisionName } from './options.js';
import { enoughFor, type Tolerance } from './tolerance.js';

const methods: readonly Method[] = ['auto', 'central', 'fivePoint', 'richardson', 'dual'];
const precisions: readonly PrecisionName[] = ['auto', 'float64', 'float32'];

/** @throws RangeError for an unknown name. */
export function precisionFor(caller: string, name: PrecisionName = 'auto', parametersAreFloat32 = false): Precision {
  expectOneOf(caller, 'precision', name, precisions);
  return name === 'float32' || (name === 'auto' && parametersAreFloat32) ? float32 : float64;
}

/**
 * How all checks measure, from their options: the tolerance decides how far steps are refined.
 *
 * @throws RangeError for an unknown method, `dual` without a generic function, and a step that is none.
 */
export function measuringFor(
  caller: string,
  options: Pick<CheckOptions, 'method' | 'step'> & { readonly generic?: unknown },
  precision: Precision,
  tolerance: Tolerance,
): Measuring {
  const { method = 'auto', step, generic } = options;
  expectOneOf(caller, 'method', method, methods);
  if (method === 'dual' && generic === undefined) {
    throw new RangeError(`${caller}: expected a generic function for dual numbers, got none. Give one as generic.`);
  }
  if (step !== undefined && !(step > 0 && step < Infinity)) {
    throw new RangeError(`${caller}: expected a step > 0, got ${step}. Leave it out for the default.`);
  }
  // In float32 rounding leaves nothing to extrapolate: measured, it gains no digit and loses some at knots.
  const isHopeless = method === 'richardson' && precision !== float64;
  const chosen = method === 'auto' || isHopeless ? (generic === undefined ? 'fivePoint' : 'dual') : method;
  const reason = isHopeless
    ? 'float32 has nothing to extrapolate'
    : method === 'auto' && chosen === 'dual'
      ? 'a generic function was given'
      : undefined;
  return {
    method: chosen,
    precision,
    enough: enoughFor(tolerance),
    ...(step !== undefined && { step }),
    ...(reason !== undefined && { reason }),
  };
}

const methodNames = {
  central: 'central difference',
  fivePoint: 'five-point difference',
  richardson: 'Richardson extrapolation',
  dual: 'dual numbers',
} as const;

/** What reports call the method: "five-point difference", "central difference in float32". */
export function methodName({ method, precision }: Measuring): string {
  return precision === float64 ? methodNames[method] : `${methodNames[method]} in ${precision.name}`;
}
