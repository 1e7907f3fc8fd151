import type { Evidence, Observation } from '../diagnosis.js';
import { asFactor, simplest, type Constant } from './constants.js';
import { pointOf, sharpest, type Candidate } from './explanation.js';

export const zero: Candidate = () => [
  {
    kind: 'zero',
    text: 'the derivative is 0 although the function changes: nothing was computed, or it was not returned',
    equals: ({ analytic }) => [analytic, 0],
    witnesses: 2,
  },
];

export const sign: Candidate = () => [
  {
    kind: 'sign',
    text: 'analytic = -numeric: the sign is wrong',
    equals: ({ analytic, numeric }) => [-analytic, numeric],
    witnesses: 2,
  },
];

export const factor: Candidate = (evidence) => {
  const ratio = ratioIn(evidence.observations);
  if (ratio === undefined) return [];
  return [
    {
      kind: 'factor',
      text: `analytic = ${product(ratio, 'numeric')}: ${reasonFor(ratio, sizesEqualTo(evidence, ratio.value))}`,
      equals: ({ analytic, numeric }) => [analytic / ratio.value, numeric],
    },
  ];
};

/** analytic / numeric in the observation that tells most about it. */
function ratioIn(observations: readonly Observation[]): Constant | undefined {
  const best = sharpest(observations, ({ numeric }) => numeric);
  if (best === undefined) return undefined;
  const ratio = best.observation.analytic / best.observation.numeric;
  return simplest(ratio, best.precision * Math.abs(ratio));
}

/** "3 numeric", "numeric / 3", "-numeric" */
function product(ratio: Constant, name: string): string {
  const { value } = ratio;
  const inverse = Math.round(1 / value);
  if (value === -1) return `-${name}`;
  if (Math.abs(inverse) > 1 && Math.abs(inverse) <= 1000 && 1 / inverse === value) {
    return `${inverse < 0 ? '-' : ''}${name} / ${Math.abs(inverse)}`;
  }
  return `${asFactor(ratio)} ${name}`;
}

function reasonFor({ value, text }: Constant, sizes: readonly string[]): string {
  const size = Math.abs(value);
  const also = sizes.length > 0 ? `, or a mean over ${sizes.join(' or ')}` : '';
  const end = value < 0 ? ', and the sign is wrong' : '';
  if (Math.abs(size - 1) < 0.1) return `${percent(size - 1)}${end}`;
  const amount = size > 1 ? text.replace('-', '') : simplest(1 / size, 1e-9 / size).text;
  return size > 1
    ? `the factor ${amount} is too many${also && `${also} is forgotten`}${end}`
    : `the factor ${amount} is missing${also && `${also} is taken twice`}${end}`;
}

/** "1 % too large" */
function percent(share: number): string {
  return `${Number((100 * Math.abs(share)).toPrecision(3))} % too ${share > 0 ? 'large' : 'small'}`;
}

/** Sizes that are the same at all points, where the factor or its inverse is one of them. */
function sizesEqualTo(evidence: Evidence, ratio: number): string[] {
  const points = evidence.observations.map((observation) => pointOf(evidence, observation));
  const whole = Math.abs(ratio) > 1 ? Math.abs(ratio) : 1 / Math.abs(ratio);
  return Object.keys(points[0]?.sizes ?? {}).filter((name) =>
    points.every(({ sizes }) => Math.abs(sizes[name]! - whole) < 1e-9 * whole),
  );
}
