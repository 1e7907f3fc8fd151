import type { Initializer } from '../src/formula.js';
import { initializers } from '../src/initializers/index.js';
import { Matrix } from '../src/matrix/matrix.js';
import { randomGenerator } from '../src/random/random.js';

/** An initialiser with one mistake that people really make. */
export interface InitializerMutant {
  readonly name: string;
  readonly wrong: Initializer;
}

const { zeros, uniform, lecunNormal, glorotNormal, glorotUniform, heNormal, heUniform } = initializers;

/** Wrong initialisers, each of which the laws must catch. */
export const initializerMutants: readonly InitializerMutant[] = [
  mutant('zeros that are ones', zeros, (weight) => weight + 1),
  mutant('lecun normal with the variance as standard deviation', lecunNormal, (weight, d) => weight / Math.sqrt(d)),
  mutant('he normal without the 2', heNormal, (weight) => weight / Math.SQRT2),
  mutant('he normal cut off at two standard deviations', heNormal, (weight, d) => clip(weight, 2 * Math.sqrt(2 / d))),
  mutant('glorot uniform with sqrt(6) left out of its limit', glorotUniform, (weight) => weight / Math.sqrt(6)),
  mutant('he uniform with the limit of glorot', heUniform, (weight, d, m) => weight * Math.sqrt(d / (d + m))),
  mutant('uniform from 0 to 1, all positive', uniform, (weight) => weight * 10 + 0.5),
  mutant('he uniform that is normal', { ...heUniform, draw: heNormal.draw }, (weight) => weight),
  mutant('lecun normal that is uniform', { ...lecunNormal, draw: initializers.lecunUniform.draw }, (weight) => weight),
  draws('glorot normal with its sides swapped', glorotNormal, (random, d, m) => glorotNormal.draw(random, m, d)),
  draws('he normal of the outputs', heNormal, (random, d, m) => new Matrix(d, m, heNormal.draw(random, m, d).data)),
  draws('lecun normal with a generator of its own', lecunNormal, (_, d, m) =>
    lecunNormal.draw(randomGenerator(1), d, m),
  ),
  draws(
    'lecun normal that does not heed the seed',
    lecunNormal,
    (
      (state) => (_, d, m) =>
        lecunNormal.draw(state, d, m)
    )(randomGenerator(1)),
  ),
  draws('he normal with the same weights for every output', heNormal, (random, d, m) => {
    const weights = heNormal.draw(random, d, m);
    return Matrix.generate(d, m, (i) => weights.get(i, 0));
  }),
  draws('he normal that takes any sides', heNormal, (random, d, m) =>
    heNormal.draw(random, Math.ceil(Math.abs(d)) || 1, Math.ceil(Math.abs(m)) || 1),
  ),
  draws('he normal that divides by zero', heNormal, (random, d, m) => {
    const weights = heNormal.draw(random, d, m);
    if (d === 1) weights.data.fill(Infinity);
    return weights;
  }),
];

function mutant(
  name: string,
  right: Initializer,
  change: (weight: number, inputs: number, outputs: number) => number,
): InitializerMutant {
  return draws(name, right, (random, inputs, outputs) => {
    const weights = right.draw(random, inputs, outputs);
    return new Matrix(
      inputs,
      outputs,
      weights.data.map((weight) => change(weight, inputs, outputs)),
    );
  });
}

function draws(name: string, right: Initializer, draw: Initializer['draw']): InitializerMutant {
  return { name, wrong: { ...right, draw } };
}

function clip(weight: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, weight));
}
