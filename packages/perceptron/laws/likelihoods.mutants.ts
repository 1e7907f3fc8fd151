/** Wrong likelihoods and fits that people have written: each must break a law. */
import { Matrix, sigmoid } from '@handgrad/core-math';
import {
  netInput,
  perceptronFormulas,
  type Estimator,
  type fitLogisticRegression,
  type Likelihood,
  type LinearNeuron,
  type LogisticFit,
  type LogisticOptions,
} from '../src/index.js';

const { logLikelihood, meanLogLoss, fitLogisticRegression: fit } = perceptronFormulas;

/** The sum over samples of a term of (p, y). */
function summed(term: (p: number, y: number) => number): Likelihood['value'] {
  return (neuron, inputs, targets) => {
    let sum = 0;
    for (let i = 0; i < inputs.rows; i++) {
      sum += term(sigmoid(netInput(neuron, inputs.row(i))), (targets as ArrayLike<number>)[i]!);
    }
    return sum;
  };
}

/** X^T r and sum r, for some wrong residual r. */
function gradientOf(residual: (p: number, y: number, n: number) => number): Likelihood['gradient'] {
  return (neuron, inputs, targets) => {
    const weights = new Float64Array(inputs.columns);
    let bias = 0;
    for (let i = 0; i < inputs.rows; i++) {
      const x = inputs.row(i);
      const r = residual(sigmoid(netInput(neuron, x)), (targets as ArrayLike<number>)[i]!, inputs.rows);
      weights.forEach((_, j) => (weights[j]! += r * x[j]!));
      bias += r;
    }
    return { weights, bias };
  };
}

function hessianOf(
  change: (entry: number, row: number, column: number, size: number) => number,
): Likelihood['hessian'] {
  return (neuron, inputs, targets) => {
    const right = logLikelihood.hessian(neuron, inputs, targets);
    return Matrix.generate(right.rows, right.columns, (j, k) => change(right.get(j, k), j, k, right.rows));
  };
}

export const wrongLikelihoods: readonly { name: string; wrong: Likelihood }[] = [
  { name: 'log(sigma), the logarithm of 0', wrong: { ...logLikelihood, value: summed((p, y) => y * Math.log(p) + (1 - y) * Math.log(1 - p)) } },
  { name: 'probabilities clipped at 1e-15', wrong: { ...logLikelihood, value: summed((p, y) => {
    const q = Math.min(1 - 1e-15, Math.max(1e-15, p));
    return y * Math.log(q) + (1 - y) * Math.log(1 - q);
  }) } },
  { name: 'the likelihood of class 1 only', wrong: { ...logLikelihood, value: summed((p, y) => (y === 1 ? Math.log(p) : 0)) } },
  { name: 'a mean called a sum', wrong: { ...logLikelihood, value: (n, x, y) => logLikelihood.value(n, x, y) / x.rows } },
  { name: 'p - y for the ascent', wrong: { ...logLikelihood, gradient: gradientOf((p, y) => p - y) } },
  { name: 'the squared error: (y - p) p (1 - p)', wrong: { ...logLikelihood, gradient: gradientOf((p, y) => (y - p) * p * (1 - p)) } },
  { name: 'y - p with the digits of 1 - p lost', wrong: { ...logLikelihood, gradient: gradientOf((p, y) => y - p) } },
  { name: 'the bias forgotten', wrong: { ...logLikelihood, gradient: (n, x, y) => ({ ...logLikelihood.gradient(n, x, y), bias: 0 }) } },
  { name: 'the Hessian with a plus', wrong: { ...logLikelihood, hessian: hessianOf((entry) => 0 - entry) } },
  { name: 'the Hessian without weight and bias together', wrong: { ...logLikelihood, hessian: hessianOf((entry, j, k, size) => (j !== k && (j === size - 1 || k === size - 1) ? 0 : entry)) } },
  { name: 'half a Hessian', wrong: { ...logLikelihood, hessian: hessianOf((entry, j, k) => (k > j ? 0 : entry)) } },
  { name: 'the mean loss divided by n twice', wrong: { ...meanLogLoss, gradient: gradientOf((p, y, n) => (p - y) / n ** 2) } },
  { name: 'the mean loss, not divided at all', wrong: { ...meanLogLoss, gradient: gradientOf((p, y) => p - y) } },
  { name: 'the log-likelihood called a loss', wrong: { ...meanLogLoss, value: (n, x, y) => -meanLogLoss.value(n, x, y) } },
]; // prettier-ignore

type Fit = Estimator<typeof fitLogisticRegression>;

/** The right fit, then a change to what it says. */
function changed(change: (found: LogisticFit, inputs: Matrix) => Partial<LogisticFit>): Fit {
  return { ...fit, value: (inputs, targets, options) => {
    const found = fit.value(inputs, targets, options);
    return { ...found, ...change(found, inputs) };
  } }; // prettier-ignore
}

/** The right fit with other options. */
function asked(change: (options: LogisticOptions) => LogisticOptions): Fit {
  return { ...fit, value: (inputs, targets, options = {}) => fit.value(inputs, targets, change(options)) };
}

function withScaledColumns(...[inputs, targets, options]: Parameters<typeof fitLogisticRegression>): LogisticFit {
  const reach = Math.max(...inputs.data.map(Math.abs), 1);
  const scaled = inputs.data.map((x) => x / reach);
  return fit.value(new Matrix(inputs.rows, inputs.columns, scaled), targets, options);
}

export const wrongLogisticFits: readonly { name: string; wrong: Fit }[] = [
  { name: 'the penalty on the bias too', wrong: changed((found) => ({ bias: found.bias * 0.9 })) },
  { name: 'half the penalty', wrong: asked((options) => ({ ...options, l2: (options.l2 ?? 0) / 2 })) },
  { name: 'stops after two steps and says converged', wrong: { ...fit, value: (x, y, o) => ({ ...fit.value(x, y, { l2: o?.l2 ?? 0, iterations: 2 }), converged: true, reason: 'maximum' }) } },
  { name: 'separable data called converged', wrong: changed((found) => (found.reason === 'separated' ? { converged: true, reason: 'maximum' } : {})) },
  { name: 'separation without a proof', wrong: changed((found) => (found.separation.kind === 'complete' ? { separation: { ...found.separation, direction: zero(found) } } : {})) },
  { name: 'variances instead of errors', wrong: changed((found) => (found.standardErrors ? { standardErrors: { weights: found.standardErrors.weights.map((s) => s * s), bias: found.standardErrors.bias ** 2 } } : {})) },
  { name: 'errors from the mean information', wrong: changed((found, x) => (found.standardErrors ? { standardErrors: { weights: found.standardErrors.weights.map((s) => s * Math.sqrt(x.rows)), bias: found.standardErrors.bias } } : {})) },
  { name: 'penalised data are never fitted', wrong: changed((found) => (found.history[0] === found.logLikelihood ? {} : { converged: false, reason: 'limit' })) },
  { name: 'coefficients of scaled columns', wrong: { ...fit, value: withScaledColumns } },
]; // prettier-ignore

function zero(neuron: LinearNeuron): LinearNeuron {
  return { weights: neuron.weights.map(() => 0), bias: 0 };
}
