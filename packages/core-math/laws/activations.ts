import { checkDerivative, demand, fact, law, real, type Law } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import type { Activation } from '../src/formula.js';
import { tailsLaw } from './activationTails.js';

/** What every activation must keep. The tests, `handgrad check` and the exercises' grader run them. */
export function lawsOfActivation(activation: Activation): Law[] {
  return [
    derivativeLaw(activation),
    ...(activation.kinks.length > 0 ? [kinkLaw(activation)] : []),
    rangeLaw(activation),
    endsLaw(activation),
    nanLaw(activation),
    limitLaw(activation),
    flatLaw(activation),
    activation.monotone === 'increasing' ? increasingLaw(activation) : decreasesSomewhereLaw(activation),
    ...(activation.derivativeFromValue ? [fromValueLaw(activation, activation.derivativeFromValue)] : []),
    ...(startsAtZero(activation) ? [nearZeroLaw(activation)] : []),
    tailsLaw('value', activation.value, activation),
    tailsLaw('derivative', activation.derivative, activation),
  ];
}

/** Where laws look: everywhere, and at the points where the activation changes its regime. */
function inputsOf({ landmarks, kinks }: Activation): fc.Arbitrary<number> {
  return real(undefined, [...landmarks, ...kinks.map(({ at }) => at)]);
}

function derivativeLaw({ name, value, derivative, landmarks, kinks }: Activation): Law {
  return {
    name: 'derivative agrees with finite differences away from kinks',
    check: (options) => checkDerivative(value, derivative, { ...options, name, landmarks, kinks }),
  };
}

function kinkLaw({ value, derivative, kinks }: Activation): Law {
  return fact('at a kink the derivative is the documented choice, between the slopes on either side', () => {
    for (const { at, left, right, chosen } of kinks) {
      const slope = derivative(at);
      demand(slope === chosen, () => `the derivative at ${at} is ${slope}, documented is ${chosen}`);
      demand(
        Math.min(left, right) <= chosen && chosen <= Math.max(left, right),
        () => `${chosen} does not lie between the slopes ${left} and ${right} at ${at}`,
      );
      // Neither quotient touches the kink, where the value of a step belongs to one side only.
      const h = 2 ** -20;
      const below = (value(at - h) - value(at - 2 * h)) / h;
      const above = (value(at + 2 * h) - value(at + h)) / h;
      // The slope changes by its curvature times 1.5 h = 1.4e-6; ours are 2 at most.
      demand(
        Math.abs(below - left) <= 1e-5 * Math.max(1, left),
        () => `left of ${at} the slope is ${below}, not ${left}`,
      );
      demand(Math.abs(above - right) <= 1e-5 * Math.max(1, right), () => `right of ${at} it is ${above}, not ${right}`);
    }
  });
}

function rangeLaw(activation: Activation): Law {
  const { low, high } = activation.range;
  // A minimum that is no double is given as the nearest one: half an ulp above it, and the value may round as much below.
  const slack = Number.isFinite(low) ? 2 * Number.EPSILON * Math.abs(low) : 0;
  const everywhere = fc.oneof(
    { weight: 9, arbitrary: inputsOf(activation) },
    fc.constantFrom(1e300, -1e300, Infinity, -Infinity),
  );
  return law('values lie in the range', everywhere, (x) => {
    const y = activation.value(x);
    demand(y >= low - slack && y <= high, () => `the value at ${x} is ${y}, the range is ${low} .. ${high}`);
  });
}

function endsLaw({ value, range, landmarks }: Activation): Law {
  return fact('an end of the range is reached by some input, or else is open', () => {
    // Not further out, where rounding carries values onto an end that they only come near to.
    const inputs = [...landmarks.filter((x) => Math.abs(x) <= 5), ...Array.from({ length: 41 }, (_, i) => i / 4 - 5)];
    const values = inputs.map(value);
    for (const [end, isOpen] of [
      [range.low, range.lowOpen ?? false],
      [range.high, range.highOpen ?? false],
    ] as const) {
      // The value at a minimum that is no double is good to an ulp or two.
      const isReached = values.some((y) => y === end || Math.abs(y - end) < 4 * Number.EPSILON * Math.abs(end));
      demand(
        isReached !== isOpen,
        () => `${end} is ${isReached ? '' : 'not '}reached, and ${isOpen ? '' : 'not '}open`,
      );
    }
  });
}

function nanLaw({ value, derivative, derivativeFromValue }: Activation): Law {
  return fact('NaN in, NaN out', () => {
    demand(Number.isNaN(value(NaN)), () => `the value at NaN is ${value(NaN)}`);
    demand(Number.isNaN(derivative(NaN)), () => `the derivative at NaN is ${derivative(NaN)}`);
    const fromValue = derivativeFromValue?.(NaN) ?? NaN;
    demand(Number.isNaN(fromValue), () => `the derivative from the value NaN is ${fromValue}`);
  });
}

function limitLaw({ value, limits }: Activation): Law {
  return fact('at -Infinity and Infinity the value is the documented limit, and it is near it before', () => {
    for (const [end, limit] of [
      [-Infinity, limits.minusInfinity],
      [Infinity, limits.plusInfinity],
    ] as const) {
      demand(value(end) === limit, () => `the value at ${end} is ${value(end)}, documented is ${limit}`);
      const far = Math.sign(end) * 1e300;
      const y = value(far);
      // An infinite limit is approached by a line with a slope of 1e-100 or more.
      const isNear = Number.isFinite(limit) ? Math.abs(y - limit) <= 1e-12 : y * Math.sign(limit) >= 1e200;
      demand(isNear, () => `the value at ${far} is ${y}, the limit is ${limit}`);
    }
  });
}

function flatLaw({ derivative, limits }: Activation): Law {
  return fact('at -Infinity and Infinity the derivative is a number, and 0 where the value has a finite limit', () => {
    for (const [end, limit] of [
      [-Infinity, limits.minusInfinity],
      [Infinity, limits.plusInfinity],
    ] as const) {
      for (const x of [end, Math.sign(end) * 1e300]) {
        const slope = derivative(x);
        demand(Number.isFinite(slope), () => `the derivative at ${x} is ${slope}`);
        if (Number.isFinite(limit)) demand(Math.abs(slope) < 1e-200, () => `the derivative at ${x} is ${slope}`);
      }
    }
  });
}

function increasingLaw(activation: Activation): Law {
  const pairs = fc.tuple(inputsOf(activation), inputsOf(activation));
  return law('it increases: a larger input never has a smaller value, and no slope is negative', pairs, ([x, y]) => {
    const [low, high] = [activation.value(Math.min(x, y)), activation.value(Math.max(x, y))];
    // Neighbours may round against each other, by the few ulps that the value is good for.
    demand(low <= high + 8 * Number.EPSILON * Math.abs(high), () => `the values are ${low}, then ${high}`);
    demand(activation.derivative(x) >= 0, () => `the derivative at ${x} is ${activation.derivative(x)}`);
  });
}

function decreasesSomewhereLaw({ derivative, landmarks }: Activation): Law {
  return fact('it is not monotone: its derivative changes sign at a landmark', () => {
    const turns = landmarks.some((x) => derivative(x - 1e-6) < 0 && derivative(x + 1e-6) > 0);
    demand(turns, () => `the derivative has one sign around each of ${landmarks.join(', ')}`);
  });
}

function fromValueLaw(activation: Activation, fromValue: (y: number) => number): Law {
  const { value, derivative, kinks } = activation;
  return law('derivativeFromValue(value(x)) = derivative(x)', inputsOf(activation), (x) => {
    // So near to a kink, the value may be rounded onto it.
    if (kinks.some(({ at }) => at !== x && Math.abs(x - at) <= 1e-15 * Math.abs(at))) return 0;
    if (kinks.some(({ at }) => at === x && at !== 0)) return 0;
    const [slope, again] = [derivative(x), fromValue(value(x))];
    const error = Math.abs(slope - again);
    // The value is rounded to an ulp or two of 1 at worst, which is all that it can tell of the slope.
    demand(
      error <= 8 * Number.EPSILON * Math.max(1, Math.abs(slope)),
      () => `${again} from the value, ${slope} from ${x}`,
    );
    return error;
  });
}

/** f(0) = 0 without a jump there. */
function startsAtZero({ value }: Activation): boolean {
  return value(0) === 0 && Math.abs(value(1e-9)) < 1e-6;
}

function nearZeroLaw({ value, derivative }: Activation): Law {
  const tiny = fc.tuple(fc.integer({ min: -300, max: -9 }), fc.constantFrom(1, -1), fc.integer({ min: 1, max: 9 }));
  return law(
    'near 0, where its value is 0, the value keeps its digits: value(x) / x = derivative(x)',
    tiny,
    ([exponent, side, digit]) => {
      const x = side * digit * 10 ** exponent;
      const error = Math.abs(value(x) / x - derivative(x));
      // The curvature adds at most x, 1e-8.
      demand(error <= 1e-7, () => `value(${x}) is ${value(x)}, the derivative there is ${derivative(x)}`);
    },
  );
}
