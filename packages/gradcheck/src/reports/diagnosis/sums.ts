import type { Observation } from '../diagnosis.js';
import { asFactor, simplest, type Constant } from './constants.js';
import { sharpest, symbolOf, type Candidate, type Explanation } from './explanation.js';

export const offset: Candidate = ({ observations }) => {
  const constant = multipleOf(observations, () => 1);
  return constant === undefined
    ? []
    : [
        {
          kind: 'offset',
          text: `analytic = numeric ${plus(constant)}: a constant is added`,
          equals: ({ analytic, numeric }) => [analytic - constant.value, numeric],
        },
      ];
};

export const regularizer: Candidate = (evidence) => {
  const name = symbolOf(evidence);
  return [
    ...added(evidence.observations, ({ x }) => x, name, 'L2'),
    ...added(evidence.observations, ({ x }) => Math.sign(x), `sign(${name})`, 'L1'),
  ];
};

function added(
  observations: readonly Observation[],
  term: (observation: Observation) => number,
  name: string,
  norm: string,
): Explanation[] {
  const lambda = multipleOf(observations, term);
  if (lambda === undefined) return [];
  const where =
    lambda.value > 0
      ? `an ${norm} regularizer is in the gradient and not in the function`
      : `an ${norm} regularizer is in the function and not in the gradient`;
  return [
    {
      kind: 'regularizer',
      text: `analytic = numeric ${plus(lambda)} ${name}: ${where}`,
      equals: (observation) => [observation.analytic - lambda.value * term(observation), observation.numeric],
    },
  ];
}

/** By what multiple of the term analytic is larger than numeric, where that is told most precisely. */
function multipleOf(
  observations: readonly Observation[],
  term: (observation: Observation) => number,
): Constant | undefined {
  const best = sharpest(observations, term);
  if (best === undefined) return undefined;
  const { analytic, numeric } = best.observation;
  const multiple = (analytic - numeric) / term(best.observation);
  return simplest(multiple, best.precision);
}

/** "+ 0.01", "- 2" */
function plus(constant: Constant): string {
  const text = asFactor(constant);
  return constant.value < 0 ? `- ${text.replace('-', '')}` : `+ ${text}`;
}
