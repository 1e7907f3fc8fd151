/** What can be measured: every formula of one number, or of one and a second that stays, beside its exact counterpart. */
import type { NormalDistribution } from '../laws/normal.js';
import { linear, type Rule } from '../src/calculus/index.js';
import { realLine, type Activation, type Formula, type Interval, type Loss, type Regularizer } from '../src/formula.js';
import { exactActivations, type ExactActivation } from './exactActivations.js';
import { normalCumulative, normalDensity } from './exactFunctions.js';
import { exactLosses, type ExactLoss } from './exactLosses.js';
import { exactRegularizers } from './exactRegularizers.js';
import { exactRules } from './exactRules.js';
import type { Domain } from './hardPoints.js';

export type Part = 'value' | 'derivative';

export interface ScalarFormula {
  readonly name: string;
  /** What its one or two numbers are called in its formula. */
  readonly names: readonly string[];
  readonly value: (x: number, second: number) => number;
  readonly derivative: (x: number, second: number) => number;
  readonly exact: ExactLoss;
  readonly domain: Domain;
  /** Where the derivative is a convention, which no arithmetic knows: not measured there. */
  readonly kinks: (second: number) => readonly number[];
}

/**
 * A formula of a scalar registry as it is measured.
 *
 * @throws Error when it has no exact counterpart, with the file that lacks it.
 */
export function scalarFormula(formula: Formula): ScalarFormula {
  const { name } = formula;
  switch (formula.kind) {
    case 'activation': {
      const { value, derivative, landmarks, kinks } = formula as Activation;
      const exact = counterpart(name, exactActivations, 'exactActivations');
      return { name, names: ['x'], value, derivative, exact, ...ofOneNumber(landmarks, kinks) };
    }
    case 'regularizer': {
      const { value, derivative, kinks } = formula as Regularizer;
      const exact = counterpart(name, exactRegularizers, 'exactRegularizers');
      return { name, names: ['w'], value, derivative, exact, ...ofOneNumber([], kinks) };
    }
    case 'distribution': {
      const { cumulative, density } = formula as NormalDistribution;
      const exact = counterpart(name, exactDistributions, 'scalarFormula');
      return { name, names: ['x'], value: cumulative, derivative: density, exact, ...ofOneNumber(normalLandmarks, []) };
    }
    case 'loss': {
      const { value, derivative, predictions, targets, landmarks, kinks } = formula as Loss;
      return {
        name,
        names: ['p', 'y'],
        value,
        derivative,
        exact: counterpart(name, exactLosses, 'exactLosses'),
        domain: { first: predictions, second: targets, landmarks: (y) => landmarks(y).filter(Number.isFinite) },
        kinks: (y) => kinks(y).map(({ at }) => at),
      };
    }
    case 'rule':
      return scalarRule(formula as Rule);
    default:
      throw new TypeError(
        `scalarFormula: expected an activation, distribution, loss, regularizer or rule, got the ${formula.kind} "${name}". Leave it out.`,
      );
  }
}

const exactDistributions = { normal: { value: normalCumulative, derivative: normalDensity } };
/** Where its rational functions change, and where it underflows. */
const normalLandmarks = [-1.26, -1, -0.74, 0.74, 1, -5.656854249492381, 5.656854249492381, -38.5, 38.5];

/** The numbers that a rule is measured with, by what it asks of them. */
const numbersOf: Readonly<Record<Rule['needs'], readonly number[]>> = {
  nothing: [-2, 0.1, 3],
  positiveNumber: [0.1, 0.5, 1, 2, Math.E, 10, 1e10],
  wholeNumber: [0, 1, 2, 3, 5, 10],
  nonZeroFunction: [],
};
const numberNames: Readonly<Record<string, string>> = { constant: 'c', linear: 'a', power: 'n', exponential: 'a' };
const positive: Interval = Object.freeze({ low: 0, high: Infinity, lowOpen: true, highOpen: true });

function scalarRule({ name, apply, needs }: Rule): ScalarFormula {
  const line = linear(1, 0);
  const made = new Map(numbersOf[needs].map((c) => [c, apply(line, line, c)]));
  return {
    name,
    names: ['x', ...(Object.hasOwn(numberNames, name) ? [numberNames[name]!] : [])],
    value: (x, c) => made.get(c)!.value(x),
    derivative: (x, c) => made.get(c)!.derivative(x),
    exact: counterpart(name, exactRules, 'exactRules'),
    domain: {
      first: name === 'logarithm' ? positive : realLine,
      second: numbersOf[needs],
      // Where a power of c leaves the normal doubles, and where it leaves the doubles.
      landmarks: (c) =>
        (needs === 'positiveNumber' ? [-1074, -1022, 1024].map((e) => e / Math.log2(c)) : [0, 1]).filter(
          Number.isFinite,
        ),
    },
    kinks: () => [],
  };
}

function ofOneNumber(
  landmarks: readonly number[],
  kinks: readonly { readonly at: number }[],
): Pick<ScalarFormula, 'domain' | 'kinks'> {
  const places = kinks.map(({ at }) => at);
  return {
    domain: { first: realLine, second: [0], landmarks: () => [...new Set([...landmarks, ...places])] },
    kinks: () => places,
  };
}

function counterpart<Exact extends ExactActivation | ExactLoss>(
  name: string,
  exact: Readonly<Partial<Record<string, Exact>>>,
  file: string,
): Exact {
  const found = Object.hasOwn(exact, name) ? exact[name] : undefined;
  if (found) return found;
  throw new Error(
    `scalarFormula: expected "${name}" in 60-digit arithmetic, got none. Add its value and derivative to packages/core-math/test/${file}.ts.`,
  );
}
