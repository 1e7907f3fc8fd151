/** Wrong losses and fits of C classes that people have written: each must break a law. */
import { Matrix } from '@handgrad/core-math';
import {
  perceptronFormulas,
  softmaxProbabilities,
  type ClassLikelihood,
  type Estimator,
  type fitSoftmaxRegression,
  type SoftmaxFit,
  type SoftmaxModel,
} from '../src/index.js';

const { softmaxLogLoss: loss, fitSoftmaxRegression: fit } = perceptronFormulas;

function scaled(model: SoftmaxModel, factor: number): SoftmaxModel {
  const weights = new Matrix(model.weights.rows, model.weights.columns, model.weights.data.map((w) => w * factor)); // prettier-ignore
  return { weights, bias: model.bias.map((b) => b * factor) };
}

/** X^T P / n: the targets are not subtracted. */
function withoutTargets(model: SoftmaxModel, inputs: Matrix): SoftmaxModel {
  const p = softmaxProbabilities(model, inputs);
  const share = (j: number, c: number): number => {
    let sum = 0;
    for (let i = 0; i < inputs.rows; i++) sum += (j < 0 ? 1 : inputs.get(i, j)) * p.get(i, c);
    return sum / inputs.rows;
  };
  return {
    weights: Matrix.generate(inputs.columns, p.columns, share),
    bias: Float64Array.from({ length: p.columns }, (_, c) => share(-1, c)),
  };
}

/** -log p without the shift by the largest score, or with p clipped. */
function byProbabilities(log: (p: number) => number): ClassLikelihood['value'] {
  return (model, inputs, classes) => {
    const p = softmaxProbabilities(model, inputs);
    let sum = 0;
    for (let i = 0; i < inputs.rows; i++) sum -= log(p.get(i, (classes as ArrayLike<number>)[i]!));
    return sum / inputs.rows;
  };
}

export const wrongClassLikelihoods: readonly { name: string; wrong: ClassLikelihood }[] = [
  { name: 'Y - P for the descent', wrong: { ...loss, gradient: (m, x, y) => scaled(loss.gradient(m, x, y), -1) } },
  { name: 'the targets forgotten', wrong: { ...loss, gradient: (m, x) => withoutTargets(m, x) } },
  { name: 'the sum called a mean', wrong: { ...loss, value: (m, x, y) => loss.value(m, x, y) * x.rows } },
  { name: 'not divided by n', wrong: { ...loss, gradient: (m, x, y) => scaled(loss.gradient(m, x, y), x.rows) } },
  { name: 'the biases do not learn', wrong: { ...loss, gradient: (m, x, y) => ({ ...loss.gradient(m, x, y), bias: m.bias.map(() => 0) }) } },
  { name: 'the logarithm of 0', wrong: { ...loss, value: byProbabilities(Math.log) } },
  { name: 'probabilities clipped at 1e-15', wrong: { ...loss, value: byProbabilities((p) => Math.log(Math.max(p, 1e-15))) } },
  { name: 'the biases forgotten in the scores', wrong: { ...loss, value: (m, x, y) => loss.value({ ...m, bias: m.bias.map(() => 0) }, x, y) } },
  { name: 'a penalty inside the loss', wrong: { ...loss, value: (m, x, y) => loss.value(m, x, y) + 0.01 * m.bias[0]! ** 2 } },
]; // prettier-ignore

type Fit = Estimator<typeof fitSoftmaxRegression>;

function changed(change: (found: SoftmaxFit) => Partial<SoftmaxFit>): Fit {
  return { ...fit, value: (inputs, classes, options) => {
    const found = fit.value(inputs, classes, options);
    return { ...found, ...change(found) };
  } }; // prettier-ignore
}

export const wrongSoftmaxFits: readonly { name: string; wrong: Fit }[] = [
  { name: 'the penalty on the biases too', wrong: changed((found) => ({ bias: found.bias.map((b) => b * 0.9) })) },
  { name: 'twice the penalty', wrong: { ...fit, value: (x, y, o) => fit.value(x, y, { ...o, l2: 2 * (o?.l2 ?? 0) }) } },
  { name: 'the last class as reference', wrong: changed((found) => ({ weights: Matrix.generate(found.weights.rows, found.weights.columns, (j, c) => found.weights.get(j, c) - found.weights.get(j, found.weights.columns - 1)) })) },
  { name: 'separable data called converged', wrong: changed((found) => (found.reason === 'separated' ? { converged: true, reason: 'maximum' } : {})) },
  { name: 'stops after two steps and says converged', wrong: { ...fit, value: (x, y, o) => ({ ...fit.value(x, y, { l2: o?.l2 ?? 0, iterations: 2 }), converged: true, reason: 'maximum' }) } },
]; // prettier-ignore
