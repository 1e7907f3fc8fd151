/** Wrong neurons that people have written: each must break a law. */
import { sigmoid } from '@handgrad/core-math';
import {
  netInput,
  perceptronFormulas,
  type BooleanNeuron,
  type DifferentiableNeuron,
  type LinearNeuron,
  type ThresholdNeuron,
} from '../src/index.js';

const { mcCullochPitts, perceptronStep, perceptronSign, adaline, sigmoidNeuron } = perceptronFormulas;
const active = (inputs: readonly boolean[]): number => inputs.filter(Boolean).length;

export const wrongBooleanNeurons: readonly { name: string; wrong: BooleanNeuron }[] = [
  {
    name: 'more than the threshold',
    wrong: { ...mcCullochPitts, value: (e, t, h = []) => active(e) > t && active(h) === 0 },
  },
  {
    name: 'exactly the threshold',
    wrong: { ...mcCullochPitts, value: (e, t, h = []) => active(e) === t && active(h) === 0 },
  },
  { name: 'inhibition is ignored', wrong: { ...mcCullochPitts, value: (e, t) => active(e) >= t } },
  {
    name: 'inhibition only subtracts',
    wrong: { ...mcCullochPitts, value: (e, t, h = []) => active(e) - active(h) >= t },
  },
  {
    name: 'any inhibitory input silences, at rest too',
    wrong: { ...mcCullochPitts, value: (e, t, h = []) => active(e) >= t && h.length === 0 },
  },
  {
    name: 'only the first inputs count',
    wrong: { ...mcCullochPitts, value: (e, t, h = []) => active(e.slice(0, t)) >= t && active(h) === 0 },
  },
];

export const wrongThresholdNeurons: readonly { name: string; wrong: ThresholdNeuron }[] = [
  { name: 'step that rests at 0', wrong: { ...perceptronStep, value: (n, x) => (netInput(n, x) > 0 ? 1 : netInput(n, x) <= 0 ? 0 : NaN) } },
  { name: 'step without the bias', wrong: { ...perceptronStep, value: (n, x) => perceptronStep.value({ ...n, bias: 0 }, x) } },
  { name: 'step at 1/2', wrong: { ...perceptronStep, value: (n, x) => perceptronStep.value({ ...n, bias: n.bias - 0.5 }, x) } },
  { name: 'step that takes NaN for 0', wrong: { ...perceptronStep, value: (n, x) => (netInput(n, x) >= 0 ? 1 : 0) } },
  { name: 'sign that fires at 0', wrong: { ...perceptronSign, value: (n, x) => (netInput(n, x) >= 0 ? 1 : netInput(n, x) < 0 ? -1 : NaN) } },
  { name: 'sign the other way round', wrong: { ...perceptronSign, value: (n, x) => 0 - perceptronSign.value(n, x) } },
]; // prettier-ignore

/** A gradient from the error term dL/dz. */
function from(
  errorTerm: (neuron: LinearNeuron, input: ArrayLike<number>, target: number) => number,
): DifferentiableNeuron['gradient'] {
  return (neuron, input, target) => {
    const error = errorTerm(neuron, input, target);
    return { weights: neuron.weights.map((_, j) => error * input[j]!), bias: error };
  };
}

export const wrongDifferentiableNeurons: readonly { name: string; wrong: DifferentiableNeuron }[] = [
  { name: 'sigmoid: (1 - o) forgotten', wrong: { ...sigmoidNeuron, gradient: from((n, x, t) => (sigmoid(netInput(n, x)) - t) * sigmoid(netInput(n, x))) } },
  { name: 'sigmoid: o (1 - o) forgotten', wrong: { ...sigmoidNeuron, gradient: from((n, x, t) => sigmoid(netInput(n, x)) - t) } },
  { name: 'sigmoid: z (1 - z), the derivative from the output given the input', wrong: { ...sigmoidNeuron, gradient: from((n, x, t) => (sigmoid(netInput(n, x)) - t) * netInput(n, x) * (1 - netInput(n, x))) } },
  { name: 'sigmoid: t - o instead of o - t', wrong: { ...sigmoidNeuron, gradient: from((n, x, t) => -sigmoidNeuron.gradient(n, x, t).bias) } },
  { name: 'sigmoid: the input forgotten', wrong: { ...sigmoidNeuron, gradient: (n, x, t) => ({ weights: n.weights.map(() => sigmoidNeuron.gradient(n, x, t).bias), bias: sigmoidNeuron.gradient(n, x, t).bias }) } },
  { name: 'sigmoid: the bias does not learn', wrong: { ...sigmoidNeuron, gradient: (n, x, t) => ({ ...sigmoidNeuron.gradient(n, x, t), bias: 0 }) } },
  { name: 'sigmoid: an error even at the target', wrong: { ...sigmoidNeuron, gradient: from((n, x, t) => sigmoidNeuron.gradient(n, x, t).bias + 1e-6) } },
  { name: 'adaline: twice the loss', wrong: { ...adaline, value: (n, x, t) => (netInput(n, x) - t) ** 2 } },
  { name: 'adaline: the error after a threshold', wrong: { ...adaline, gradient: from((n, x, t) => Math.sign(netInput(n, x)) - t) } },
  { name: 'adaline: the perceptron step', wrong: { ...adaline, gradient: from((n, x, t) => (netInput(n, x) * t <= 0 ? -t : 0)) } },
]; // prettier-ignore
