import { plainArithmetic } from '../src/differences/dual.js';
import type { GenericFunction } from '../src/differences/arithmetic.js';
import { sigmoid, softplus } from './arrays.js';
import { scalar, type Subject } from './subject.js';

const positive = { low: 0, high: Infinity, lowOpen: true };
const moderate = { low: -20, high: 20 };

function sigmoidSlope(x: number): number {
  const e = Math.exp(-Math.abs(x));
  return e / ((1 + e) * (1 + e));
}

const gauss: GenericFunction = (x, m) => m.exp(m.negate(m.multiply(x, x)));
const softLogarithm: GenericFunction = (x, m) => m.log(m.add(m.constant(1), m.multiply(x, x)));

function plain(generic: GenericFunction): (x: number) => number {
  return (x) => generic(x, plainArithmetic);
}

const gaussian = plain(gauss);

function tanhSlope(x: number): number {
  return 1 / Math.cosh(x) ** 2;
}

export const scalars: readonly Subject[] = [
  scalar('sigmoid', sigmoid, sigmoidSlope, [
    ['the sign slipped', (x) => -sigmoidSlope(x), { kind: 'sign' }],
    ['half of it', (x) => sigmoidSlope(x) / 2, { kind: 'factor' }],
    ['the factor 1 - s forgotten', sigmoid, { kind: 'chain factor' }],
    ['x (1 - x): the output taken for the input', (x) => x * (1 - x), { kind: 'output for input' }],
    ['fed with its own output', (x) => sigmoidSlope(sigmoid(x)), { kind: 'output for input' }],
    ['1 % wrong on 2 < x < 3', (x) => (x > 2 && x < 3 ? 1.01 : 1) * sigmoidSlope(x), { kind: 'threshold' }],
    ['a millionth too much', (x) => sigmoidSlope(x) + 1e-6, { kind: 'offset' }],
    ['cut off beyond 5', (x) => (x > 5 ? 0 : sigmoidSlope(x)), { kind: 'threshold' }],
    ['sign slipped below -1', (x) => (x < -1 ? -1 : 1) * sigmoidSlope(x), { kind: 'threshold' }],
    ['the first terms of a series', (x) => 1 / 4 - (x * x) / 16],
    ['NaN where exp overflows', (x) => (x < -30 ? NaN : sigmoidSlope(x)), { kind: 'threshold' }],
  ]),
  scalar(
    'tanh',
    Math.tanh,
    tanhSlope,
    [
      ['1 - tanh: the square forgotten', (x) => 1 - Math.tanh(x), { kind: 'chain factor' }],
      ['1 - x^2: the output taken for the input', (x) => 1 - x * x, { kind: 'output for input' }],
      ['1 + tanh^2: the sign slipped inside', (x) => 1 + Math.tanh(x) ** 2],
    ],
    { generic: (x, m) => m.tanh(x) },
  ),
  scalar('softplus', softplus, sigmoid, [
    ['1 / (1 + exp(x)): the sign slipped inside', (x) => sigmoid(-x), { kind: 'sign' }],
    ['the derivative of its derivative', sigmoidSlope],
  ]),
  scalar(
    'SiLU',
    (x) => x * sigmoid(x),
    (x) => sigmoid(x) + x * sigmoidSlope(x),
    [
      ['the product rule forgotten: first factor only', sigmoid],
      ['the product rule forgotten: last factor only', (x) => x * sigmoidSlope(x)],
      ['s + x s', (x) => sigmoid(x) * (1 + x)],
    ],
  ),
  scalar(
    'GELU, by tanh',
    (x) => 0.5 * x * (1 + Math.tanh(0.8 * (x + 0.045 * x ** 3))),
    (x) => {
      const u = 0.8 * (x + 0.045 * x ** 3);
      return 0.5 * (1 + Math.tanh(u)) + 0.5 * x * tanhSlope(u) * 0.8 * (1 + 0.135 * x * x);
    },
    [
      [
        'the slope of the inner cubic forgotten',
        (x) => {
          const u = 0.8 * (x + 0.045 * x ** 3);
          return 0.5 * (1 + Math.tanh(u)) + 0.5 * x * tanhSlope(u);
        },
      ],
      [
        '3 forgotten in the inner cubic',
        (x) => {
          const u = 0.8 * (x + 0.045 * x ** 3);
          return 0.5 * (1 + Math.tanh(u)) + 0.5 * x * tanhSlope(u) * 0.8 * (1 + 0.045 * x * x);
        },
      ],
    ],
    { domain: moderate },
  ),
  scalar(
    'logarithm',
    Math.log,
    (x) => 1 / x,
    [
      ['1 / x^2', (x) => 1 / (x * x), { kind: 'chain factor' }],
      ['1 / (x ln 10): another base', (x) => 1 / (x * Math.LN10), { kind: 'factor' }],
    ],
    { domain: positive, generic: (x, m) => m.log(x) },
  ),
  scalar(
    'square root',
    Math.sqrt,
    (x) => 0.5 / Math.sqrt(x),
    [
      ['the half forgotten', (x) => 1 / Math.sqrt(x), { kind: 'factor' }],
      ['1 / (2 x)', (x) => 1 / (2 * x), { kind: 'output for input' }],
    ],
    { domain: positive, generic: (x, m) => m.sqrt(x) },
  ),
  scalar(
    'cube',
    (x) => x ** 3,
    (x) => 3 * x * x,
    [
      ['3 x: the power lost', (x) => 3 * x, { kind: 'chain factor' }],
      ['the factor 3 forgotten', (x) => x * x, { kind: 'factor' }],
    ],
    { domain: { low: -50, high: 50 }, generic: (x, m) => m.power(x, 3) },
  ),
  scalar(
    'exp(-x^2)',
    gaussian,
    (x) => -2 * x * gaussian(x),
    [
      ['the inner x forgotten', (x) => -2 * gaussian(x), { kind: 'chain factor' }],
      ['the inner sign forgotten', (x) => 2 * x * gaussian(x), { kind: 'sign' }],
      ['the inner 2 forgotten', (x) => -x * gaussian(x), { kind: 'factor' }],
      ['copied from exp', gaussian, { kind: 'chain factor' }],
    ],
    { generic: gauss },
  ),
  scalar(
    'log(1 + x^2)',
    plain(softLogarithm),
    (x) => (2 * x) / (1 + x * x),
    [
      ['the 2 forgotten', (x) => x / (1 + x * x), { kind: 'factor' }],
      ['1 + x below the line', (x) => (2 * x) / (1 + x)],
      ['the inner derivative forgotten', (x) => 1 / (1 + x * x), { kind: 'chain factor' }],
    ],
    { domain: { low: -1e3, high: 1e3 }, generic: softLogarithm },
  ),
  scalar(
    'sin 2x',
    (x) => Math.sin(2 * x),
    (x) => 2 * Math.cos(2 * x),
    [
      ['the inner 2 forgotten', (x) => Math.cos(2 * x), { kind: 'factor' }],
      ['the 2 only outside', (x) => 2 * Math.cos(x)],
      ['sin for cos', (x) => 2 * Math.sin(2 * x)],
    ],
    { domain: { low: -50, high: 50 } },
  ),
  scalar(
    'arctangent',
    Math.atan,
    (x) => 1 / (1 + x * x),
    [
      ['nothing computed', () => 0, { kind: 'zero' }],
      ['1 / (1 + x)', (x) => 1 / (1 + x)],
    ],
    { domain: { low: -1e4, high: 1e4 } },
  ),
  scalar('cosh', Math.cosh, Math.sinh, [['the sign of the cosine', (x) => -Math.sinh(x), { kind: 'sign' }]], {
    domain: moderate,
  }),
  scalar(
    'ReLU',
    (x) => Math.max(x, 0),
    (x) => (x > 0 ? 1 : 0),
    [
      ['1 at its kink', (x) => (x >= 0 ? 1 : 0)],
      ['0 up to 1', (x) => (x > 1 ? 1 : 0), { kind: 'threshold' }],
      ['the value returned', (x) => Math.max(x, 0), { kind: 'chain factor' }],
    ],
    { kinks: [{ at: 0, left: 0, right: 1, chosen: 0 }] },
  ),
  scalar(
    'leaky ReLU',
    (x) => (x > 0 ? x : 0.01 * x),
    (x) => (x > 0 ? 1 : 0.01),
    [
      ['another leak', (x) => (x > 0 ? 1 : 0.1), { kind: 'threshold' }],
      ['no leak', (x) => (x > 0 ? 1 : 0)],
    ],
    { kinks: [0] },
  ),
  scalar(
    'ELU',
    (x) => (x > 0 ? x : 2 * Math.expm1(x)),
    (x) => (x > 0 ? 1 : 2 * Math.exp(x)),
    [
      ['the value of the negative arm', (x) => (x > 0 ? 1 : 2 * Math.expm1(x))],
      ['the 2 forgotten', (x) => (x > 0 ? 1 : Math.exp(x)), { kind: 'threshold' }],
    ],
    { kinks: [0] },
  ),
  scalar(
    'Huber loss',
    (x) => (Math.abs(x) < 1 ? (x * x) / 2 : Math.abs(x) - 0.5),
    (x) => Math.max(-1, Math.min(1, x)),
    [
      ['not clipped above', (x) => Math.max(-1, x), { kind: 'threshold' }],
      ['twice too steep inside', (x) => (Math.abs(x) < 1 ? 2 * x : Math.sign(x)), { kind: 'threshold' }],
    ],
    { landmarks: [-1, 1] },
  ),
  scalar(
    'cross-entropy of a logit',
    (z) => softplus(z) - z,
    (z) => sigmoid(z) - 1,
    [
      ['the target forgotten', sigmoid, { kind: 'offset' }],
      ['the target added', (z) => sigmoid(z) + 1, { kind: 'offset' }],
    ],
  ),
];
