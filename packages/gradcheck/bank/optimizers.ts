import { parameters } from '../src/arbitraries/parameters.js';
import { real } from '../src/arbitraries/real.js';
import { sum, uneven } from './arrays.js';
import { gradient, type Subject } from './subject.js';

/** What a training is given: a learning rate and where the weights start. */
interface Start {
  readonly rate: number;
  readonly weights: Float64Array;
}

const starts = parameters(
  { rate: [], weights: 'n' },
  {
    sizes: { n: { min: 1, max: 3 } },
    entry: { rate: real({ low: 0.015625, high: 0.25 }), weights: real({ low: -2, high: 2 }) },
  },
);

const steps = 3;

/** Weights are trained one by one: the loss is the sum of a w^2 / 2 + w^4 / 40. */
function slope(w: number, i: number): number {
  return uneven(i) * w + 0.1 * w ** 3;
}

function curvature(w: number, i: number): number {
  return uneven(i) + 0.3 * w * w;
}

function loss(weights: ArrayLike<number>): number {
  return sum(weights.length, (i) => (uneven(i) * weights[i]! ** 2) / 2 + weights[i]! ** 4 / 40);
}

/** A weight or a slot of its optimizer, with its derivatives by the rate and by the start. */
interface Tracked {
  readonly value: number;
  readonly byRate: number;
  readonly byStart: number;
}

const nothing: Tracked = { value: 0, byRate: 0, byStart: 0 };

/** What an optimizer remembers of one weight. */
interface Slots {
  readonly weight: Tracked;
  readonly velocity: Tracked;
  readonly square: Tracked;
}

/** One step of one weight: its slope g comes with its derivatives; `step` counts from 1. */
type Rule = (slots: Slots, g: Tracked, rate: number, step: number) => Slots;

function combined(terms: readonly (readonly [factor: number, of: Tracked])[]): Tracked {
  const along = (part: (of: Tracked) => number): number =>
    terms.reduce((total, [factor, of]) => total + factor * part(of), 0);
  return { value: along((of) => of.value), byRate: along((of) => of.byRate), byStart: along((of) => of.byStart) };
}

function squared(g: Tracked): Tracked {
  return { value: g.value ** 2, byRate: 2 * g.value * g.byRate, byStart: 2 * g.value * g.byStart };
}

/** weight - rate direction: by the rate that is -direction, and what the direction brings itself. */
function moved(weight: Tracked, rate: number, direction: Tracked, own = 1): Tracked {
  const next = combined([
    [1, weight],
    [-rate, direction],
  ]);
  return { ...next, byRate: next.byRate - own * direction.value };
}

const descent: Rule = (slots, g, rate) => ({ ...slots, weight: moved(slots.weight, rate, g) });

const momentum: Rule = (slots, g, rate) => {
  const velocity = combined([
    [0.9, slots.velocity],
    [1, g],
  ]);
  return { ...slots, velocity, weight: moved(slots.weight, rate, velocity) };
};

const softness = 0.1;

/** m / (sqrt(v) + softness), and its derivatives; `changing` says which parts of the quotient are differentiated. */
function quotient(m: Tracked, v: Tracked, changing: { readonly root: number }): Tracked {
  const root = Math.sqrt(v.value);
  const below = root + softness;
  const along = (dm: number, dv: number): number =>
    dm / below - (root > 0 ? (changing.root * m.value * dv) / (2 * root * below ** 2) : 0);
  return { value: m.value / below, byRate: along(m.byRate, v.byRate), byStart: along(m.byStart, v.byStart) };
}

function adamWith({ root = 1, corrected = true }: { readonly root?: number; readonly corrected?: boolean } = {}): Rule {
  return (slots, g, rate, step) => {
    const velocity = combined([
      [0.9, slots.velocity],
      [0.1, g],
    ]);
    const square = combined([
      [0.99, slots.square],
      [0.01, squared(g)],
    ]);
    const [first, second] = [1 / (1 - 0.9 ** step), 1 / (1 - 0.99 ** step)];
    const exact = quotient(combined([[first, velocity]]), combined([[second, square]]), { root });
    const direction = corrected ? exact : { ...exact, byRate: exact.byRate / first, byStart: exact.byStart / first };
    return { velocity, square, weight: moved(slots.weight, rate, direction) };
  };
}

/** Each weight after all steps; `curved` scales how the slope changes with the weight. */
function trained({ rate, weights }: Start, rule: Rule, curved = 1): Tracked[] {
  return Array.from(weights, (value, i) => {
    let slots: Slots = { weight: { value, byRate: 0, byStart: 1 }, velocity: nothing, square: nothing };
    for (let step = 1; step <= steps; step++) {
      const { weight } = slots;
      const bend = curved * curvature(weight.value, i);
      const g = { value: slope(weight.value, i), byRate: bend * weight.byRate, byStart: bend * weight.byStart };
      slots = rule(slots, g, rate, step);
    }
    return slots.weight;
  });
}

function lossAfter(rule: Rule): (start: Start) => number {
  return (start) => loss(trained(start, rule).map(({ value }) => value));
}

/** The loss after all steps by the rate and by the start. */
function hypergradient(
  rule: Rule,
  curved = 1,
  change: (gradient: Start) => Partial<Start> = () => ({}),
): (start: Start) => Start {
  return (start) => {
    const ends = trained(start, rule, curved);
    const slopes = ends.map(({ value }, i) => slope(value, i));
    const gradient = {
      rate: sum(ends.length, (i) => slopes[i]! * ends[i]!.byRate),
      weights: start.weights.map((_, i) => slopes[i]! * ends[i]!.byStart),
    };
    return { ...gradient, ...change(gradient) };
  };
}

const single = { smallest: 'rate, weights 1' };

export const optimizers: readonly Subject[] = [
  gradient('optimizer', 'gradient descent, unrolled', starts, lossAfter(descent), hypergradient(descent), [
    ['the slope taken for a constant', hypergradient(descent, 0), single],
    ['the curvature twice', hypergradient(descent, 2), single],
    [
      'the sign of the rate slipped',
      hypergradient(descent, 1, ({ rate }) => ({ rate: -rate })),
      { ...single, kind: 'sign' },
    ],
    [
      'the rate of the last step only',
      (start) => {
        const one = hypergradient((slots, g, rate, step) => ({
          ...slots,
          weight: moved(slots.weight, rate, g, step === steps ? 1 : 0),
        }))(start);
        return one;
      },
      single,
    ],
    [
      'a mean over the steps',
      hypergradient(descent, 1, ({ rate }) => ({ rate: rate / steps })),
      { ...single, kind: 'factor' },
    ],
    [
      'the slope at the start',
      (start) => {
        const right = hypergradient(descent)(start);
        return { ...right, weights: start.weights.map((w, i) => slope(w, i)) };
      },
      single,
    ],
  ]),
  gradient('optimizer', 'momentum, unrolled', starts, lossAfter(momentum), hypergradient(momentum), [
    [
      'the velocity taken for a constant',
      hypergradient((slots, g, rate) => {
        const { velocity } = momentum(slots, g, rate, 1);
        return {
          ...slots,
          velocity: { ...velocity, byRate: g.byRate, byStart: g.byStart },
          weight: moved(slots.weight, rate, { ...velocity, byRate: g.byRate, byStart: g.byStart }),
        };
      }),
      single,
    ],
    [
      'plain descent differentiated',
      (start) => ({ ...hypergradient(momentum)(start), rate: hypergradient(descent)(start).rate }),
      single,
    ],
    ['the rate left out', hypergradient(momentum, 1, () => ({ rate: 0 })), { ...single, kind: 'zero' }],
    [
      'the start passed through',
      (start) => ({
        ...hypergradient(momentum)(start),
        weights: Float64Array.from(trained(start, momentum), ({ value }, i) => slope(value, i)),
      }),
      single,
    ],
  ]),
  gradient(
    'optimizer',
    'Adam, unrolled',
    starts,
    lossAfter(adamWith()),
    hypergradient(adamWith()),
    [
      ['the root of the squares taken for a constant', hypergradient(adamWith({ root: 0 })), single],
      ['the half of the root forgotten', hypergradient(adamWith({ root: 2 })), single],
      ['the correction of the start forgotten', hypergradient(adamWith({ corrected: false })), single],
      [
        'the weights halved',
        hypergradient(adamWith(), 1, ({ weights }) => ({ weights: weights.map((w) => w / 2) })),
        { ...single, kind: 'factor' },
      ],
    ],
    { kinks: 'avoid' },
  ),
];
