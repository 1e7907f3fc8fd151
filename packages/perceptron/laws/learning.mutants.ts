/** Wrong rules, fits and bounds that people have written: each must break a law. */
import { randomGenerator } from '@handgrad/core-math';
import {
  marginOf,
  netInput,
  perceptronFormulas,
  perceptronRule,
  type Estimator,
  type fitPerceptron,
  type LearningRule,
  type LinearNeuron,
  type MistakeBound,
  type PerceptronFit,
} from '../src/index.js';

const { perceptronRule: rule, fitPerceptron: fit, novikoffBound: bound } = perceptronFormulas;

function stepped(neuron: LinearNeuron, input: ArrayLike<number>, weightStep: number, biasStep: number): LinearNeuron {
  return { weights: neuron.weights.map((w, j) => w + weightStep * input[j]!), bias: neuron.bias + biasStep };
}

/** A rule with a step of its own wherever the right rule makes one. */
function onMistake(step: LearningRule['value']): LearningRule['value'] {
  return (neuron, input, label, rate) =>
    label * netInput(neuron, input) > 0 ? neuron : step(neuron, input, label, rate);
}

export const wrongLearningRules: readonly { name: string; wrong: LearningRule }[] = [
  { name: 'w - eta y x', wrong: { ...rule, value: onMistake((n, x, y, r) => stepped(n, x, -r * y, -r * y)) } },
  { name: 'the label forgotten', wrong: { ...rule, value: onMistake((n, x, _, r) => stepped(n, x, r, r)) } },
  { name: 'the bias does not learn', wrong: { ...rule, value: onMistake((n, x, y, r) => stepped(n, x, r * y, 0)) } },
  { name: 'the bias forgets the label', wrong: { ...rule, value: onMistake((n, x, y, r) => stepped(n, x, r * y, r)) } },
  { name: 'the learning rate forgotten', wrong: { ...rule, value: onMistake((n, x, y) => stepped(n, x, y, y)) } },
  { name: 'eta (y - sign(z)), twice the step', wrong: { ...rule, value: onMistake((n, x, y, r) => stepped(n, x, 2 * r * y, 2 * r * y)) } },
  { name: 'the input forgotten', wrong: { ...rule, value: onMistake((n, _, y, r) => stepped(n, [1, 1, 1], r * y, r * y)) } },
  { name: 'right samples move it too', wrong: { ...rule, value: (n, x, y, r) => stepped(n, x, r * y, r * y) } },
  { name: 'the boundary counts as right', wrong: { ...rule, value: (n, x, y, r) => (y * netInput(n, x) >= 0 ? n : perceptronRule(n, x, y, r)) } },
  { name: 'writes into the weights it was given', wrong: { ...rule, value: onMistake((n, x, y, r) => {
    n.weights.forEach((_, j) => (n.weights[j]! += r * y * x[j]!));
    return { weights: n.weights, bias: n.bias + r * y };
  }) } },
]; // prettier-ignore

type Fit = Estimator<typeof fitPerceptron>;
const [left, right] = [randomGenerator(1), randomGenerator(2)];

function inAnyOrder(...[inputs, labels, options]: Parameters<typeof fitPerceptron>): PerceptronFit {
  if (!options || !('random' in options)) return fit.value(inputs, labels, options);
  return fit.value(inputs, labels, { ...options, random: left.uniform() < 0.5 ? left : right });
}

export const wrongPerceptronFits: readonly { name: string; wrong: Fit }[] = [
  { name: 'says that it converged at the limit', wrong: { ...fit, value: (x, y, o) => ({ ...fit.value(x, y, o), converged: true, reason: 'noMistake' }) } },
  { name: 'never says that it converged', wrong: { ...fit, value: (x, y, o) => ({ ...fit.value(x, y, o), converged: false, reason: 'limit' }) } },
  { name: 'stops after one epoch', wrong: { ...fit, value: (x, y, o) => ({ ...fit.value(x, y, { ...o, epochs: 1 }), converged: true }) } },
  { name: 'loses the bias', wrong: { ...fit, value: (x, y, o) => ({ ...fit.value(x, y, o), bias: 0 }) } },
  { name: 'adds an epoch', wrong: { ...fit, value: (x, y, o) => ({ ...fit.value(x, y, o), epochs: fit.value(x, y, o).epochs + 1 }) } },
  { name: 'counts samples instead of mistakes', wrong: { ...fit, value: (x, y, o) => ({ ...fit.value(x, y, o), updates: x.rows * fit.value(x, y, o).epochs }) } },
  { name: 'an order that its seed does not decide', wrong: { ...fit, value: inAnyOrder } },
  { name: 'forgets the learning rate', wrong: { ...fit, value: (x, y, o) => fit.value(x, y, { ...o, learningRate: 1 }) } },
]; // prettier-ignore

export const wrongBounds: readonly { name: string; wrong: MistakeBound }[] = [
  { name: 'R / gamma, not squared', wrong: { ...bound, value: (x, y, s) => Math.sqrt(bound.value(x, y, s)) } },
  { name: 'the margin of a separator of any length', wrong: { ...bound, value: (x, y, s) => bound.value(x, y, s) / (s.bias ** 2 + s.weights.reduce((sum, w) => sum + w * w, 0)) } },
  { name: 'R without the bias', wrong: { ...bound, value: (x, y, s) => (Math.max(...Array.from({ length: x.rows }, (_, i) => Math.hypot(...x.row(i)))) / marginOf(x, y, s)) ** 2 } },
  { name: 'the number of samples', wrong: { ...bound, value: (x) => x.rows } },
  { name: 'a bound for a neuron that errs', wrong: { ...bound, value: (x, y, s) => (marginOf(x, y, s) > 0 ? bound.value(x, y, s) : Infinity) } },
]; // prettier-ignore
