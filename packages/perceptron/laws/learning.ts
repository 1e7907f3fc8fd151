import { Matrix, randomGenerator } from '@handgrad/core-math';
import { demand, fact, law, type Law } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import {
  netInput,
  novikoffBound,
  type Estimator,
  type fitPerceptron,
  type LearningRule,
  type LinearNeuron,
  type MistakeBound,
  type PerceptronFit,
} from '../src/index.js';
import { neuronsAtZero, seeds, separableData, wholeNeurons, type SeparableCase } from './cases.js';

const labels = fc.constantFrom(-1, 1);
/** Powers of two, so that multiplying by them is exact. */
const rates = fc.constantFrom(0.25, 0.5, 1, 2);
const ruleCases = fc.record({ at: wholeNeurons, label: labels, rate: rates });

/** What the perceptron rule keeps, step by step and as a whole. */
export function lawsOfLearningRule(rule: LearningRule): Law[] {
  return [
    law('a sample strictly on its own side changes nothing', ruleCases, ({ at: { neuron, input }, label, rate }) => {
      if (label * netInput(neuron, input) <= 0) return;
      demand(same(rule.value(neuron, input, label, rate), neuron), () => 'the neuron changed');
    }),
    law('a mistake raises y z by eta (|x|^2 + 1)', ruleCases, ({ at: { neuron, input }, label, rate }) => {
      const before = label * netInput(neuron, input);
      if (before >= 0) return;
      const after = label * netInput(rule.value(neuron, input, label, rate), input);
      const expected = rate * (input.reduce((sum, x) => sum + x * x, 0) + 1);
      demand(after - before === expected, () => `expected y z to rise by ${expected}, got ${after - before}`);
    }),
    law('a mistake moves (w, b) along (x, 1) only', ruleCases, ({ at: { neuron, input }, label, rate }) => {
      const learned = rule.value(neuron, input, label, rate);
      const step = learned.bias - neuron.bias;
      const along = neuron.weights.every((w, j) => learned.weights[j] === w + step * input[j]!);
      demand(along, () => `b moved by ${step}, w from ${String(neuron.weights)} to ${String(learned.weights)}`);
    }),
    law('a sample on the boundary is a mistake', fc.record({ at: neuronsAtZero, label: labels }), ({ at, label }) => {
      const after = label * netInput(rule.value(at.neuron, at.input, label, 1), at.input);
      demand(after > 0, () => `expected y z > 0 afterwards, got ${after}`);
    }),
    law('leaves the neuron and the sample it is given alone', ruleCases, ({ at: { neuron, input }, label, rate }) => {
      const before = { weights: neuron.weights.slice(), bias: neuron.bias };
      const sample = input.slice();
      rule.value(neuron, input, label, rate);
      demand(same(neuron, before) && sample.every((x, j) => x === input[j]), () => 'an argument changed');
    }),
    law('makes at most (R / gamma)^2 mistakes on separable data', separableData, (data) => {
      const bound = roundedUp(novikoffBound(data.inputs, data.labels, data.separator));
      const mistakes = mistakesOf(rule, data, bound);
      demand(mistakes <= bound, () => `made more than ${bound} mistakes`);
    }),
  ];
}

/** A bound that is reached exactly may be rounded below its whole number: two lengths and a square cost some 1e-15 of it. */
function roundedUp(bound: number): number {
  return bound * (1 + 1e-14);
}

/** How many mistakes the rule makes until an epoch is without one; stops one beyond the bound. */
function mistakesOf(rule: LearningRule, { inputs, labels }: SeparableCase, bound: number): number {
  let neuron: LinearNeuron = { weights: new Float64Array(inputs.columns), bias: 0 };
  let mistakes = 0;
  for (let before = -1; before !== mistakes && mistakes <= bound;) {
    before = mistakes;
    for (let i = 0; i < inputs.rows && mistakes <= bound; i++) {
      if (labels[i]! * netInput(neuron, inputs.row(i)) <= 0) mistakes++;
      neuron = rule.value(neuron, inputs.row(i), labels[i]!, 1);
    }
  }
  return mistakes;
}

const xor = Matrix.fromRows([[0, 0], [0, 1], [1, 0], [1, 1]]); // prettier-ignore
/** More epochs than the largest bound of the cases, 77 x 36. */
const enough = 3000;

/** What learning by the rule keeps. */
export function lawsOfPerceptronFit({ value: fit }: Estimator<typeof fitPerceptron>): Law[] {
  const cases = fc.record({ data: separableData, seed: seeds, rate: rates });
  return [
    law('separable data converge within (R / gamma)^2 updates, in any order', cases, ({ data, seed, rate }) => {
      const { inputs, labels, separator } = data;
      const bound = roundedUp(novikoffBound(inputs, labels, separator));
      const limits = { epochs: enough, learningRate: rate };
      for (const found of [
        fit(inputs, labels, limits),
        fit(inputs, labels, { ...limits, order: 'random', random: randomGenerator(seed) }),
      ]) {
        demand(found.converged, () => `not converged after ${found.epochs} epochs`);
        demand(found.updates <= bound, () => `${found.updates} updates, more than ${bound}`);
      }
    }),
    law('what has converged puts every sample strictly on its own side', cases, ({ data: { inputs, labels } }) => {
      const found = fit(inputs, labels, { epochs: enough });
      const right = labels.every((y, i) => y * netInput(found, inputs.row(i)) > 0);
      demand(!found.converged || right, () => 'a sample is on the wrong side or on the boundary');
    }),
    law('XOR never converges', seeds, (seed) => {
      const found = fit(xor, [-1, 1, 1, -1], { epochs: 50, order: 'random', random: randomGenerator(seed) });
      demand(!found.converged && found.reason === 'limit', () => `converged after ${found.epochs} epochs`);
      demand(found.epochs === 50, () => `stopped after ${found.epochs} epochs of 50`);
      demand(
        found.mistakes.every((count) => count > 0),
        () => `mistakes ${String(found.mistakes)}`,
      );
    }),
    law('only the last epoch is without a mistake, and the updates are all mistakes', cases, ({ data }) => {
      const found = fit(data.inputs, data.labels, { epochs: enough });
      demand(found.mistakes.length === found.epochs, () => 'not one number an epoch');
      demand(
        found.mistakes.indexOf(0) === (found.converged ? found.epochs - 1 : -1),
        () => `got ${String(found.mistakes)}`,
      );
      const sum = found.mistakes.reduce((total, count) => total + count, 0);
      demand(found.updates === sum, () => `${found.updates} updates, ${sum} mistakes`);
    }),
    law('the learning rate scales the neuron and changes nothing else', cases, ({ data, seed, rate }) => {
      const run = (learningRate: number): PerceptronFit =>
        fit(data.inputs, data.labels, { learningRate, epochs: 20, order: 'random', random: randomGenerator(seed) });
      const [one, other] = [run(1), run(rate)];
      demand(other.updates === one.updates, () => `${other.updates} updates, at rate 1 ${one.updates}`);
      const scaled = { weights: one.weights.map((w) => w * rate), bias: one.bias * rate };
      demand(same(other, scaled), () => 'the neuron is not the same multiple');
    }),
    fact('the first sample is a mistake: it starts at zero', () => {
      const found = fit(Matrix.fromRows([[2, -1]]), [1]);
      demand(
        same(found, { weights: Float64Array.of(2, -1), bias: 1 }),
        () => `got ${String(found.weights)}, ${found.bias}`,
      );
    }),
  ];
}

/** What a bound on mistakes keeps. */
export function lawsOfMistakeBound({ value: bound }: MistakeBound): Law[] {
  return [
    law('the perceptron rule never makes more mistakes', separableData, (data) => {
      const limit = roundedUp(bound(data.inputs, data.labels, data.separator));
      const mistakes = mistakesOf(ruleByDefinition, data, 10_000);
      demand(mistakes <= limit, () => `${mistakes} mistakes, bound ${limit}`);
    }),
    law('the length of the separator does not matter', separableData, ({ inputs, labels, separator }) => {
      const double = { weights: separator.weights.map((w) => 2 * w), bias: 2 * separator.bias };
      const [one, two] = [bound(inputs, labels, separator), bound(inputs, labels, double)];
      demand(Math.abs(one - two) <= 1e-14 * one, () => `${one} became ${two}`);
    }),
    fact('(R / gamma)^2 = 17 / 9 for the samples 3 and -4', () => {
      const got = bound(Matrix.column([3, -4]), [1, -1], { weights: Float64Array.of(1), bias: 0 });
      demand(Math.abs(got - 17 / 9) <= 1e-14, () => `got ${got}`);
    }),
    fact('a neuron that errs on a sample has no bound', () => {
      let thrown: unknown;
      try {
        bound(Matrix.column([3, -4]), [1, 1], { weights: Float64Array.of(1), bias: 0 });
      } catch (error) {
        thrown = error;
      }
      demand(thrown instanceof RangeError, () => 'no RangeError');
    }),
  ];
}

/** The rule as the theorem has it, kept apart from the one under test. */
const ruleByDefinition: LearningRule = {
  kind: 'learningRule',
  name: 'perceptronRule',
  tex: { value: '' },
  sources: [],
  value: (neuron, input, label) =>
    label * netInput(neuron, input) > 0
      ? neuron
      : { weights: neuron.weights.map((w, j) => w + label * input[j]!), bias: neuron.bias + label },
};

function same(a: LinearNeuron, b: LinearNeuron): boolean {
  return a.bias === b.bias && a.weights.length === b.weights.length && a.weights.every((w, j) => w === b.weights[j]);
}
