import type { Evidence, Observation } from '../diagnosis.js';
import { asFactor, simplest } from './constants.js';
import { sharpest, symbolOf, type Candidate, type Explanation } from './explanation.js';

/** Factors that the chain rule and the rules for products and quotients bring, of u = x and of u = f(x). */
const factors: readonly (readonly [text: string, of: (u: number) => number])[] = [
  ['u', (u) => u],
  ['(1 - u)', (u) => 1 - u],
  ['(1 + u)', (u) => 1 + u],
  ['u (1 - u)', (u) => u * (1 - u)],
  ['(1 - u^2)', (u) => 1 - u * u],
  ['(1 + u^2)', (u) => 1 + u * u],
  ['u^2', (u) => u * u],
  ['u^3', (u) => u ** 3],
  ['sqrt(u)', Math.sqrt],
  ['exp(u)', Math.exp],
];

/** Of so many factors one may fit a few numbers by chance. */
const witnesses = 4;

/** A factor that changes with x, missing or too many, times a simple constant. */
export const chainFactor: Candidate = (evidence) => {
  const name = symbolOf(evidence);
  const f = evidence.scalar?.f;
  return factors.flatMap(([text, of]) => [
    ...withFactor(evidence, text.replaceAll('u', name), ({ x }) => of(x)),
    ...(f ? withFactor(evidence, text.replaceAll('u', 'f(x)'), ({ x }) => of(f(x))) : []),
  ]);
};

function withFactor(
  { observations }: Evidence,
  text: string,
  factor: (observation: Observation) => number,
): Explanation[] {
  const missing = constantOf(
    observations,
    ({ numeric }) => numeric,
    (each) => each.analytic * factor(each),
  );
  const extra = constantOf(
    observations,
    ({ analytic }) => analytic,
    (each) => each.numeric * factor(each),
  );
  return [
    {
      kind: 'chain factor',
      text: `numeric = analytic times ${missing.text}${text}: this factor is missing`,
      equals: (each) => [each.analytic * missing.value * factor(each), each.numeric],
      witnesses,
    },
    {
      kind: 'chain factor',
      text: `analytic = numeric times ${extra.text}${text}: this factor is too many, or one over it is missing`,
      equals: (each) => [each.analytic, each.numeric * extra.value * factor(each)],
      witnesses,
    },
  ];
}

/** The constant c with left = c right in the observation that tells most. */
function constantOf(
  observations: readonly Observation[],
  left: (observation: Observation) => number,
  right: (observation: Observation) => number,
): { readonly value: number; readonly text: string } {
  const best = sharpest(observations, left);
  if (best === undefined) return { value: NaN, text: '' };
  const ratio = left(best.observation) / right(best.observation);
  const constant = simplest(ratio, Math.abs(ratio) * best.precision);
  const { value } = constant;
  return { value, text: value === 1 ? '' : value === -1 ? '-' : `${asFactor(constant)} ` };
}
