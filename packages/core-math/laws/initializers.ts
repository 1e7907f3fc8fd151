import { demand, fact, law, type Law } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import type { Initializer } from '../src/formula.js';
import type { Matrix } from '../src/matrix/matrix.js';
import { randomGenerator } from '../src/random/random.js';

/** Layers of 20,000 weights: wide, square enough, tall. The seeds are fixed, so the statistical laws hold or do not. */
const layers = [
  { inputs: 400, outputs: 50, seed: 1 },
  { inputs: 125, outputs: 160, seed: 2 },
  { inputs: 40, outputs: 500, seed: 3 },
] as const;

/** What every way to draw first weights must keep. */
export function lawsOfInitializer(initializer: Initializer): Law[] {
  const laws = [
    shapeLaw(initializer),
    seedLaw(initializer),
    varianceLaw(initializer),
    meanLaw(initializer),
    sidesLaw(initializer),
  ];
  if (initializer.variance(10, 10) > 0) laws.push(newLaw(initializer));
  if (/uniform$/i.test(initializer.name)) laws.push(uniformLaw(initializer));
  if (/normal$/i.test(initializer.name)) laws.push(normalLaw(initializer));
  return laws;
}

const sides = fc.record({
  inputs: fc.integer({ min: 1, max: 9 }),
  outputs: fc.integer({ min: 1, max: 9 }),
  seed: fc.nat(),
});

function shapeLaw({ draw }: Initializer): Law {
  return law('weights are finite numbers, [inputs x outputs]', sides, ({ inputs, outputs, seed }) => {
    const weights = draw(randomGenerator(seed), inputs, outputs);
    demand(weights.rows === inputs && weights.columns === outputs, () => `the shape is ${weights.shape}`);
    demand(weights.data.every(Number.isFinite), () => `the weights are [${weights.data.join(', ')}]`);
  });
}

function seedLaw({ draw }: Initializer): Law {
  return law('the same seed gives the same weights', sides, ({ inputs, outputs, seed }) => {
    const [one, other] = [draw(randomGenerator(seed), inputs, outputs), draw(randomGenerator(seed), inputs, outputs)];
    demand(
      one.data.every((w, k) => Object.is(w, other.data[k])),
      () => `[${one.data.join(', ')}], then [${other.data.join(', ')}]`,
    );
  });
}

function newLaw({ draw }: Initializer): Law {
  return law('every weight is drawn anew, and so is the next layer', sides, ({ inputs, outputs, seed }) => {
    const random = randomGenerator(seed);
    const drawn = [...draw(random, inputs, outputs).data, ...draw(random, inputs, outputs).data];
    demand(new Set(drawn).size === drawn.length, () => `some are equal: [${drawn.join(', ')}]`);
    const other = draw(randomGenerator(seed + 1), inputs, outputs).data;
    demand(
      other.every((w) => !drawn.includes(w)),
      () => 'another seed gives the same weights',
    );
  });
}

function varianceLaw(initializer: Initializer): Law {
  return forLayers(
    '20,000 weights have the variance stated, within five standard errors',
    initializer,
    (weights, variance) => {
      const centre = meanOf(weights.data);
      const got = meanOf(weights.data.map((w) => (w - centre) ** 2));
      // The standard error of a variance is variance sqrt(2/N) for normal numbers and less for uniform ones.
      const allowed = 5 * variance * Math.sqrt(2 / weights.data.length);
      demand(Math.abs(got - variance) <= allowed, () => `${weights.shape}: variance ${got}, stated ${variance}`);
    },
  );
}

function meanLaw(initializer: Initializer): Law {
  const { low = 0, high = 0 } = initializer.parameters ?? {};
  return forLayers(
    '20,000 weights have their centre in the middle, within five standard errors',
    initializer,
    (weights, variance) => {
      const off = Math.abs(meanOf(weights.data) - (low + high) / 2);
      demand(off <= 5 * Math.sqrt(variance / weights.data.length), () => `${weights.shape}: the mean is off by ${off}`);
    },
  );
}

function uniformLaw(initializer: Initializer): Law {
  const { low = 0, high = 0 } = initializer.parameters ?? {};
  return forLayers(
    'uniform: no weight beyond the limits, as many in the outer as in the inner half',
    initializer,
    (weights, variance) => {
      const limit = Math.sqrt(3 * variance) * (1 + 1e-12);
      const distances = weights.data.map((w) => Math.abs(w - (low + high) / 2));
      demand(
        distances.every((d) => d <= limit),
        () => `${weights.shape}: a weight lies beyond ${limit}`,
      );
      const outer = meanOf(distances.map((d) => (d > limit / 2 ? 1 : 0)));
      // 5 standard errors of a share of 1/2 in 20,000.
      demand(Math.abs(outer - 0.5) < 0.018, () => `${weights.shape}: ${outer} of them lie in the outer half`);
    },
  );
}

function normalLaw(initializer: Initializer): Law {
  return forLayers(
    'normal: 4.55 % of the weights lie beyond two standard deviations',
    initializer,
    (weights, variance) => {
      const beyond = meanOf(weights.data.map((w) => (w * w > 4 * variance ? 1 : 0)));
      // 5 standard errors of such a share in 20,000.
      demand(Math.abs(beyond - 0.0455) < 0.0074, () => `${weights.shape}: ${beyond} of them do`);
    },
  );
}

function sidesLaw({ draw }: Initializer): Law {
  return fact('sides that are not whole numbers >= 1 are a RangeError', () => {
    for (const side of [0, -1, 1.5, NaN, Infinity]) {
      for (const [inputs, outputs] of [
        [side, 2],
        [2, side],
      ] as const) {
        demand(
          throwsRangeError(() => draw(randomGenerator(1), inputs, outputs)),
          () => `no RangeError for ${inputs} x ${outputs}`,
        );
      }
    }
  });
}

function forLayers(name: string, initializer: Initializer, check: (weights: Matrix, variance: number) => void): Law {
  return fact(name, () => {
    for (const { inputs, outputs, seed } of layers) {
      check(initializer.draw(randomGenerator(seed), inputs, outputs), initializer.variance(inputs, outputs));
    }
  });
}

function meanOf(numbers: Float64Array): number {
  return numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
}

function throwsRangeError(call: () => unknown): boolean {
  try {
    call();
    return false;
  } catch (error) {
    return error instanceof RangeError;
  }
}
