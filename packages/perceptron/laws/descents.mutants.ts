/** Wrong descents of one neuron that people have written: each must break a law. */
import { randomGenerator, sigmoid, type Matrix } from '@handgrad/core-math';
import {
  fitAdaline,
  fitNeuron,
  netInput,
  perceptronFormulas,
  type AdalineOptions,
  type Estimator,
  type LinearNeuron,
  type NeuronFit,
  type NeuronOptions,
  type Targets,
} from '../src/index.js';

type Adaline = Estimator<typeof fitAdaline>;
type Neuron = Estimator<typeof fitNeuron>;
const { fitAdaline: adaline, fitNeuron: neuron } = perceptronFormulas;

function adalineAsked(change: (options: AdalineOptions, inputs: Matrix) => Partial<AdalineOptions>): Adaline {
  return { ...adaline, value: (x, t, o) => fitAdaline(x, t, { ...o, ...change(o, x) } as AdalineOptions) };
}

function adalineChanged(change: (found: NeuronFit) => Partial<NeuronFit>): Adaline {
  return { ...adaline, value: (x, t, o) => ({ ...fitAdaline(x, t, o), ...change(fitAdaline(x, t, o)) }) };
}

function neuronAsked(change: (options: NeuronOptions, inputs: Matrix) => Partial<NeuronOptions>): Neuron {
  return { ...neuron, value: (x, t, o) => fitNeuron(x, t, { ...o, ...change(o, x) }) };
}

function neuronChanged(change: (found: NeuronFit) => Partial<NeuronFit>): Neuron {
  return { ...neuron, value: (x, t, o) => {
    const found = fitNeuron(x, t, o);
    return { ...found, ...change(found) };
  } }; // prettier-ignore
}

/** The right fit, its parameters replaced by sample-by-sample learning with an error term of one's own. */
function learntBy(
  found: NeuronFit,
  start: LinearNeuron,
  data: { inputs: Matrix; targets: Targets; rate: number },
  error: (z: number, target: number) => number,
): NeuronFit {
  let learned = start;
  for (let k = 0; k < found.epochs; k++) {
    for (let i = 0; i < data.inputs.rows; i++) {
      const x = data.inputs.row(i);
      const step = data.rate * error(netInput(learned, x), (data.targets as ArrayLike<number>)[i]!);
      learned = { weights: learned.weights.map((w, j) => w - step * x[j]!), bias: learned.bias - step };
    }
  }
  return { ...found, ...learned };
}

function adalineBy(error: (z: number, target: number) => number): Adaline {
  return { ...adaline, value: (inputs, targets, o) => learntBy(fitAdaline(inputs, targets, o), { weights: new Float64Array(inputs.columns), bias: 0 }, { inputs, targets, rate: o.learningRate }, error) }; // prettier-ignore
}

function neuronBy(error: (z: number, target: number) => number): Neuron {
  return { ...neuron, value: (inputs, targets, o) => {
    const start = fitNeuron(inputs, targets, { ...o, learningRate: 1e-300, epochs: 1 });
    return learntBy({ ...start, epochs: o.epochs, losses: new Array<number>(o.epochs + 1).fill(start.losses[0]!) }, start, { inputs, targets, rate: o.learningRate }, error);
  } }; // prettier-ignore
}

export const wrongAdalineFits: readonly { name: string; wrong: Adaline }[] = [
  { name: 'the error after the threshold', wrong: adalineBy((z, t) => Math.sign(z) - t) },
  { name: 'always sample by sample: no limit', wrong: adalineBy((z, t) => z - t) },
  { name: 'always a batch', wrong: adalineAsked(() => ({ update: 'batch' })) },
  { name: 'not the mean over the batch but a share too small', wrong: adalineAsked((o, x) => ({ learningRate: o.learningRate / x.rows })) },
  { name: 'stops after ten epochs', wrong: adalineAsked((o) => ({ epochs: Math.min(o.epochs, 10) })) },
  { name: 'the bias does not learn', wrong: adalineChanged(() => ({ bias: 0 })) },
  { name: 'weights decay', wrong: adalineChanged((found) => ({ weights: found.weights.map((w) => w * 0.999) })) },
  { name: 'the first loss forgotten', wrong: adalineChanged((found) => ({ losses: found.losses.slice(1) })) },
  { name: 'squared errors without the half', wrong: adalineChanged((found) => ({ losses: found.losses.map((loss) => 2 * loss) })) },
]; // prettier-ignore

const shared = randomGenerator(1);

export const wrongNeuronFits: readonly { name: string; wrong: Neuron }[] = [
  { name: 'o (1 - o) forgotten', wrong: neuronBy((z, t) => sigmoid(z) - t) },
  { name: 'the derivative z (1 - z)', wrong: neuronBy((z, t) => (sigmoid(z) - t) * z * (1 - z)) },
  { name: 'uphill', wrong: neuronBy((z, t) => (t - sigmoid(z)) * sigmoid(z) * (1 - sigmoid(z))) },
  { name: 'always a batch', wrong: neuronAsked(() => ({ update: 'batch' })) },
  { name: 'the sum over the batch', wrong: neuronAsked((o, x) => (o.update === 'batch' ? { learningRate: o.learningRate * x.rows } : {})) },
  { name: 'a generator of its own', wrong: neuronAsked(() => ({ random: shared })) },
  { name: 'the bias does not learn', wrong: neuronChanged(() => ({ bias: 0 })) },
  { name: 'the first loss forgotten', wrong: neuronChanged((found) => ({ losses: found.losses.slice(1) })) },
  { name: 'squared errors without the half', wrong: neuronChanged((found) => ({ losses: found.losses.map((loss) => 2 * loss) })) },
]; // prettier-ignore
