import { checkDerivative, demand, fact, law, real, type Law } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import { binaryCrossEntropyLoss } from '../src/losses/binaryCrossEntropy.js';
import type { Loss } from '../src/formula.js';
import {
  cases,
  forEachSubject,
  forSomeTargets,
  insideOf,
  knots,
  landmarksOf,
  pairs,
  someTargets,
  targetsOf,
} from './lossCases.js';

/** The loss of the probability that a logit stands for. */
const probabilityForms: Readonly<Record<string, Loss>> = { binaryCrossEntropyFromLogits: binaryCrossEntropyLoss };

/** What every pointwise loss must keep. The tests, `handgrad check` and the exercises' grader run them. */
export function lawsOfLoss(loss: Loss): Law[] {
  const laws = [
    derivativeLaw(loss),
    logScaleLaw(loss),
    leastLaw(loss),
    slopeLaw(loss),
    flatLaw(loss),
    nanLaw(loss),
    closedDomainLaw(loss),
    loss.convex ? convexLaw(loss) : concaveSomewhereLaw(loss),
  ];
  if (someTargets(loss).some((target) => loss.kinks(target).length > 0)) laws.push(kinkLaw(loss));
  const probabilityForm = probabilityForms[loss.name];
  if (probabilityForm) laws.push(linkLaw(loss, probabilityForm));
  return laws;
}

function derivativeLaw(loss: Loss): Law {
  return forSomeTargets('derivative agrees with finite differences', someTargets(loss), (target, runs) => {
    const slope = (prediction: number): number => loss.derivative(prediction, target);
    return checkDerivative((prediction) => loss.value(prediction, target), slope, {
      ...runs,
      name: loss.name,
      domain: insideOf(loss.predictions),
      kinks: [...loss.kinks(target), ...knots(landmarksOf(loss, target), slope)],
    });
  });
}

/**
 * With p = e^s or -e^s the slope in s is p times the slope in p, and a step in s is a share of p. So the comparison is
 * relative all the way: from 1e-300, where a cut-off or a rounded 1 - p hides, to the tails of exp(-p).
 */
function logScaleLaw(loss: Loss): Law {
  const name = 'derivative agrees with finite differences on a log scale, from 1e-300 to the tails';
  const sides = someTargets(loss)
    .flatMap((target) => [-1, 1].map((sign) => ({ target, sign, high: logScaleEnd(loss, target, sign) })))
    .filter(({ high }) => high >= -600);
  return forEachSubject(name, sides, ({ target, sign, high }, runs) => {
    const slope = (s: number): number => loss.derivative(sign * Math.exp(s), target) * sign * Math.exp(s);
    const landmarks = loss.landmarks(target).map((x) => Math.log(sign * x));
    return checkDerivative((s) => loss.value(sign * Math.exp(s), target), slope, {
      ...runs,
      // Below 1e-290 the values meet the subnormals, which have few digits.
      relative: 1e-6,
      absolute: 1e-290,
      name: loss.name,
      domain: { low: -690, high },
      kinks: knots(landmarks.filter(Number.isFinite), slope),
    });
  });
}

/** Where e^s stops: half way to the minimizer or a kink, where the slope is 0 or none; before the end of the domain; at 12. */
function logScaleEnd(loss: Loss, target: number, sign: number): number {
  const { low, high } = loss.predictions;
  const barriers = [loss.minimizer(target), ...loss.kinks(target).map(({ at }) => at)].map((x) => sign * x);
  const end = Math.max(0, sign < 0 ? -low : high);
  return Math.min(12, Math.log(end) - 1e-3, ...barriers.filter((x) => x > 0).map((x) => Math.log(x / 2)));
}

function kinkLaw(loss: Loss): Law {
  const name = 'at a kink the derivative is the documented choice between the two slopes';
  return forSomeTargets(name, someTargets(loss), (target) => {
    for (const { at, left, right, chosen } of loss.kinks(target)) {
      const slope = loss.derivative(at, target);
      demand(slope === chosen, () => `target ${target}: the derivative at ${at} is ${slope}, documented is ${chosen}`);
      demand(left <= chosen && chosen <= right, () => `target ${target}: ${chosen} is not in ${left} .. ${right}`);
      const h = 2 ** -10;
      const below = (loss.value(at, target) - loss.value(at - h, target)) / h;
      const above = (loss.value(at + h, target) - loss.value(at, target)) / h;
      // Our kinks join straight lines, where the quotient is exact but for rounding at at = -2.5, say.
      demand(Math.abs(below - left) < 1e-9, () => `target ${target}: the slope below ${at} is ${below}, not ${left}`);
      demand(Math.abs(above - right) < 1e-9, () => `target ${target}: the slope above ${at} is ${above}, not ${right}`);
    }
    return { cases: loss.kinks(target).length };
  });
}

function leastLaw(loss: Loss): Law {
  return law('no prediction costs less than the minimizer', cases(loss), ({ prediction, target }) => {
    const least = loss.value(loss.minimizer(target), target);
    const cost = loss.value(prediction, target);
    demand(cost >= least - slack(cost, least, prediction), () => `${cost} is less than ${least}`);
  });
}

function slopeLaw(loss: Loss): Law {
  return law('the slope never points away from the minimizer', cases(loss), ({ prediction, target }) => {
    const slope = loss.derivative(prediction, target);
    const minimizer = loss.minimizer(target);
    // 1e-15: where the root of the slope falls between two doubles, its sign there is rounding.
    const outwards = Math.abs(slope) <= 1e-15 || prediction === minimizer || slope > 0 === prediction > minimizer;
    demand(outwards, () => `slope ${slope} at ${prediction}, minimizer ${minimizer}`);
  });
}

function flatLaw(loss: Loss): Law {
  return law('a slope of 0 is met only where the cost is least', cases(loss), ({ prediction, target }) => {
    if (loss.derivative(prediction, target) !== 0) return;
    const least = loss.value(loss.minimizer(target), target);
    const cost = loss.value(prediction, target);
    demand(cost <= least + slack(cost, least, prediction), () => `the cost is ${cost}, the least is ${least}`);
  });
}

function nanLaw(loss: Loss): Law {
  return law('NaN in, NaN out', cases(loss), ({ prediction, target }) => {
    for (const f of [loss.value, loss.derivative]) {
      demand(Number.isNaN(f(NaN, target)), () => `f(NaN, ${target}) is ${f(NaN, target)}`);
      demand(Number.isNaN(f(prediction, NaN)), () => `f(${prediction}, NaN) is ${f(prediction, NaN)}`);
    }
  });
}

function closedDomainLaw(loss: Loss): Law {
  return law(
    'no prediction from end to end of the domain gives NaN, and the least cost is finite',
    cases(loss),
    (one) => {
      const { target } = one;
      const { low, high } = loss.predictions;
      const extremes = [low, high, Number.MIN_VALUE, Number.MAX_VALUE, -Number.MAX_VALUE, 0, -0, 1, one.prediction];
      for (const prediction of extremes.filter((x) => x >= low && x <= high)) {
        demand(!Number.isNaN(loss.value(prediction, target)), () => `the value is NaN at ${prediction}`);
        demand(!Number.isNaN(loss.derivative(prediction, target)), () => `the derivative is NaN at ${prediction}`);
      }
      const least = loss.value(loss.minimizer(target), target);
      demand(Number.isFinite(least), () => `the least cost is ${least}`);
    },
  );
}

function convexLaw(loss: Loss): Law {
  return law('convex: the middle of a chord lies above the loss', pairs(loss), ({ a, b, target }) => {
    demand(chordExcess(loss, a, b, target) >= 0, () => `between ${a} and ${b} the loss lies above its chord`);
  });
}

function concaveSomewhereLaw(loss: Loss): Law {
  return fact('not convex: the middle of some chord lies below the loss', () => {
    const drawn = fc.sample(pairs(loss), { numRuns: 1000, seed: 1 });
    demand(
      drawn.some(({ a, b, target }) => chordExcess(loss, a, b, target) < 0),
      () => 'no such chord among 1000',
    );
  });
}

/** How far the middle of the chord from a to b lies above the loss; rounding is forgiven. */
function chordExcess(loss: Loss, a: number, b: number, target: number): number {
  const [atA, atB] = [loss.value(a, target), loss.value(b, target)];
  if (atA === Infinity || atB === Infinity) return Infinity;
  const middle = loss.value(a / 2 + b / 2, target);
  return (atA + atB) / 2 - middle + slack(atA, atB, a, b);
}

/** Where neither sigma(z) nor 1 - sigma(z) has lost digits that the loss needs. */
function linkLaw(loss: Loss, probabilityForm: Loss): Law {
  const logits = fc.record({ logit: real({ low: -700, high: 15 }), target: targetsOf(loss), flip: fc.boolean() });
  return law('loss of a logit = loss of its probability, and the slope follows by the chain rule', logits, (one) => {
    const logit = one.target === 1 ? one.logit : Math.max(-15, one.flip ? -one.logit / 50 : one.logit);
    const u = Math.exp(-Math.abs(logit));
    const probability = logit < 0 ? u / (1 + u) : 1 / (1 + u);
    const expected = probabilityForm.value(probability, one.target);
    const got = loss.value(logit, one.target);
    demand(near(got, expected, 1e-9), () => `at logit ${logit}: ${got}, of its probability ${expected}`);
    const slope = loss.derivative(logit, one.target);
    const chained = (probabilityForm.derivative(probability, one.target) * u) / (1 + u) ** 2;
    demand(near(slope, chained, 1e-9), () => `at logit ${logit}: slope ${slope}, by the chain rule ${chained}`);
  });
}

function near(a: number, b: number, relative: number): boolean {
  return Math.abs(a - b) <= relative * Math.max(Math.abs(a), Math.abs(b)) + 1e-15;
}

/** Rounding of sums as large as these numbers. */
function slack(...sizes: number[]): number {
  return 1e-13 * sizes.reduce((sum, size) => sum + Math.abs(size), 1);
}
