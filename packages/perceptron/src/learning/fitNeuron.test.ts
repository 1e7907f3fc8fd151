import { Matrix, randomGenerator, sigmoid } from '@handgrad/core-math';
import { dummyVariables, standardize } from '@handgrad/datasets';
import { expect, test } from 'vitest';
import { netInput } from '../neurons/netInput.js';
import { sigmoidNeuronGradient, sigmoidOutput } from '../neurons/sigmoidNeuron.js';
import { fitNeuron, initialNeuron } from './fitNeuron.js';

test('one batch update is the mean over the samples of eta (t - o) o (1 - o) x', () => {
  const inputs = Matrix.fromRows([
    [0.1, 0.3],
    [0.4, -0.2],
    [-1, 2],
  ]);
  const targets = [1, 0, 1];
  const start = initialNeuron(2, randomGenerator(7));
  const fit = fitNeuron(inputs, targets, { learningRate: 0.5, epochs: 1, random: randomGenerator(7) });
  const step = [0, 0, 0];
  targets.forEach((t, i) => {
    const o = 1 / (1 + Math.exp(-netInput(start, inputs.row(i))));
    [...inputs.row(i), 1].forEach((x, j) => (step[j]! += ((t - o) * o * (1 - o) * x) / 3));
  });
  expect(fit.weights[0]! - start.weights[0]!).toBeCloseTo(0.5 * step[0]!, 15);
  expect(fit.weights[1]! - start.weights[1]!).toBeCloseTo(0.5 * step[1]!, 15);
  expect(fit.bias).toBeCloseTo(0.5 * step[2]!, 15);
});

test('the losses are means over the samples, the first one before any update', () => {
  const inputs = Matrix.fromRows([[0], [1], [2]]);
  const targets = [1, 0, 1];
  const start = initialNeuron(1, randomGenerator(7));
  const { losses } = fitNeuron(inputs, targets, { learningRate: 0.5, epochs: 1, random: randomGenerator(7) });
  const each = targets.map((t, i) => (sigmoidOutput(start, inputs.row(i)) - t) ** 2 / 2);
  expect(losses[0]).toBeCloseTo(each.reduce((sum, loss) => sum + loss, 0) / 3, 15);
});

test.each(['fixed', 'random'] as const)('in %s order each sample changes the neuron for the next one', (update) => {
  const inputs = Matrix.fromRows([[0], [1], [2], [3]]);
  const targets = [0, 1, 0, 1];
  const random = randomGenerator(7);
  let { weights, bias } = initialNeuron(1, random);
  const order = update === 'random' ? random.permutation(4) : [0, 1, 2, 3];
  for (const i of order) {
    const gradient = sigmoidNeuronGradient({ weights, bias }, inputs.row(i), targets[i]!);
    weights = weights.map((weight, j) => weight - 5 * gradient.weights[j]!);
    bias -= 5 * gradient.bias;
  }
  const fit = fitNeuron(inputs, targets, { learningRate: 5, epochs: 1, random: randomGenerator(7), update });
  expect([fit.weights, fit.bias]).toEqual([weights, bias]);
});

test('the first weights have mean 0 and standard deviation 1/sqrt(d); the bias starts at 0', () => {
  const d = 10_000;
  const { weights, bias } = initialNeuron(d, randomGenerator(1));
  const mean = weights.reduce((sum, w) => sum + w, 0) / d;
  const variance = weights.reduce((sum, w) => sum + w * w, 0) / d;
  // Five standard errors of a mean and of a variance over 10,000 draws.
  expect(Math.abs(mean)).toBeLessThan(5 / d);
  expect(Math.abs(variance * d - 1)).toBeLessThan(5 * Math.sqrt(2 / d));
  expect(bias).toBe(0);
});

/** 400 applications made up in the shape of the course's table: gre 220 .. 800, gpa 2.2 .. 4, rank 1 .. 4. */
function applications(): { gre: number[]; gpa: number[]; rank: string[]; admitted: number[] } {
  const random = randomGenerator(21);
  const rows = Array.from({ length: 400 }, () => {
    const gre = Math.min(800, Math.max(220, 20 * Math.round((590 + 115 * random.normal()) / 20)));
    const gpa = Math.min(4, Math.max(2.2, 3.4 + 0.38 * random.normal()));
    const rank = 1 + random.integer(4);
    const z = 0.003 * (gre - 590) + 1.2 * (gpa - 3.4) - 0.6 * (rank - 1);
    return { gre, gpa, rank: String(rank), admitted: random.uniform() < sigmoid(z) ? 1 : 0 };
  });
  const column = <K extends keyof (typeof rows)[number]>(key: K): (typeof rows)[number][K][] =>
    rows.map((row) => row[key]);
  return { gre: column('gre'), gpa: column('gpa'), rank: column('rank'), admitted: column('admitted') };
}

test('the recipe for graduate admissions: dummy variables, standardised columns, batch descent', () => {
  const { gre, gpa, rank, admitted } = applications();
  const numbers = Matrix.generate(400, 2, (i, j) => (j === 0 ? gre : gpa)[i]!);
  const scaled = standardize(numbers).transform(numbers);
  const ranks = dummyVariables(rank).matrix;
  const inputs = Matrix.generate(400, 2 + ranks.columns, (i, j) => (j < 2 ? scaled.get(i, j) : ranks.get(i, j - 2)));
  const fit = fitNeuron(inputs, admitted, { learningRate: 2, epochs: 300, random: randomGenerator(21) });
  const right = admitted.filter((y, i) => (sigmoidOutput(fit, inputs.row(i)) > 0.5 ? 1 : 0) === y).length;
  const shareOfMajority = Math.max(...[0, 1].map((c) => admitted.filter((y) => y === c).length)) / 400;
  expect(fit.losses.at(-1)!).toBeLessThan(fit.losses[0]!);
  expect(right / 400).toBeGreaterThan(shareOfMajority);
  // A better gre and a better gpa help; each lower rank is more of a handicap.
  const [greWeight, gpaWeight, second, third, fourth] = Array.from(fit.weights);
  expect(greWeight).toBeGreaterThan(0);
  expect(gpaWeight).toBeGreaterThan(0);
  expect(second!).toBeGreaterThan(third!);
  expect(third!).toBeGreaterThan(fourth!);
});

test('the same seed gives the same neuron, bit for bit, in random order too', () => {
  const inputs = Matrix.fromRows([[0], [1], [2], [3]]);
  for (const update of ['batch', 'fixed', 'random'] as const) {
    const run = (seed: number): Float64Array =>
      fitNeuron(inputs, [0, 0, 1, 1], { learningRate: 1, epochs: 10, random: randomGenerator(seed), update }).weights;
    expect(run(3)).toEqual(run(3));
    expect(run(3)).not.toEqual(run(4));
  }
});
