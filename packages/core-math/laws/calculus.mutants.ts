import { calculusRules, type Differentiable, type Rule, type RuleName } from '../src/calculus/index.js';

/** Mistakes that students make in the rules of differentiation; the laws must catch each of them. */
export const ruleMutants: readonly { readonly name: string; readonly wrong: Rule }[] = [
  wrongDerivative('constant: its slope is the constant', 'constant', (_u, _v, c) => () => c),
  wrongDerivative('linear: the intercept is taken for the slope', 'linear', () => () => 1),
  wrongDerivative('power: the exponent is not lowered', 'power', (_u, _v, c) => (x) => c * x ** c),
  wrongDerivative('power: the factor n is missing', 'power', (_u, _v, c) => (x) => (c === 0 ? 0 : x ** (c - 1))),
  wrongDerivative(
    'exponential: treated as a power, x a^(x - 1)',
    'exponential',
    (_u, _v, c) => (x) => x * c ** (x - 1),
  ),
  wrongDerivative('exponential: the factor log a is missing', 'exponential', (_u, _v, c) => (x) => c ** x),
  wrongDerivative('logarithm: the inner derivative is missing', 'logarithm', (u) => (x) => 1 / u.value(x)),
  wrongDerivative('logarithm: the sign slips', 'logarithm', (u) => (x) => -u.derivative(x) / u.value(x)),
  wrongDerivative('sum: one term is lost', 'sum', (u) => (x) => u.derivative(x)),
  wrongDerivative(
    'product: the derivatives are multiplied',
    'product',
    (u, v) => (x) => u.derivative(x) * v.derivative(x),
  ),
  wrongDerivative(
    'product: a minus stands for the plus',
    'product',
    (u, v) => (x) => u.derivative(x) * v.value(x) - u.value(x) * v.derivative(x),
  ),
  wrongDerivative(
    'quotient: the derivatives are divided',
    'quotient',
    (u, v) => (x) => u.derivative(x) / v.derivative(x),
  ),
  wrongDerivative(
    'quotient: the terms are swapped',
    'quotient',
    (u, v) => (x) => (u.value(x) * v.derivative(x) - u.derivative(x) * v.value(x)) / v.value(x) ** 2,
  ),
  wrongDerivative(
    'quotient: the square below is forgotten',
    'quotient',
    (u, v) => (x) => (u.derivative(x) * v.value(x) - u.value(x) * v.derivative(x)) / v.value(x),
  ),
  wrongDerivative('chain: the inner derivative is missing', 'chain', (u, v) => (x) => u.derivative(v.value(x))),
  wrongDerivative(
    'chain: the outer derivative is taken at x',
    'chain',
    (u, v) => (x) => u.derivative(x) * v.derivative(x),
  ),
  wrongDerivative(
    'product: by a crude difference',
    'product',
    (u, v) => (x) => (u.value(x + 1e-5) * v.value(x + 1e-5) - u.value(x) * v.value(x)) / 1e-5,
  ),
  wrongDerivative(
    'sum: right, by looking at the neighbours',
    'sum',
    (u, v) => (x) => u.derivative(x) + v.derivative(x) + 0 * u.value(x + 1e-9),
  ),
  {
    name: 'sum: value and derivative of a difference',
    wrong: {
      ...calculusRules.sum,
      apply: (u, v) => ({
        value: (x) => u.value(x) - v.value(x),
        derivative: (x) => u.derivative(x) - v.derivative(x),
      }),
    },
  },
  {
    name: 'chain: the other way round, value and derivative',
    wrong: { ...calculusRules.chain, apply: (u, v) => calculusRules.chain.apply(v, u, 0) },
  },
];

function wrongDerivative(
  name: string,
  of: RuleName,
  derivative: (u: Differentiable, v: Differentiable, c: number) => (x: number) => number,
): { name: string; wrong: Rule } {
  const rule: Rule = calculusRules[of];
  return {
    name,
    wrong: { ...rule, apply: (u, v, c) => ({ ...rule.apply(u, v, c), derivative: derivative(u, v, c) }) },
  };
}
