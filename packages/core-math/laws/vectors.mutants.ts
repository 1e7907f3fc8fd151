import { Matrix, vectorFunctions, type VectorFunction } from '../src/index.js';

/** A wrong vector function, and what is wrong with it: the laws must catch each. */
export interface VectorFunctionMutant {
  readonly name: string;
  readonly wrong: VectorFunction;
}

const { softmax, logSoftmax, logSumExp } = vectorFunctions;

function written(y: Float64Array, into?: Float64Array): Float64Array {
  into?.set(y);
  return into ?? y;
}

function naiveSoftmax(x: Float64Array, into?: Float64Array): Float64Array {
  const e = x.map(Math.exp);
  const sum = e.reduce((a, b) => a + b, 0);
  return written(
    e.map((entry) => entry / sum),
    into,
  );
}

function roundedLogSoftmax(x: Float64Array, into?: Float64Array): Float64Array {
  const most = Math.max(...x);
  const sum = x.reduce((total, entry) => total + Math.exp(entry - most), 0);
  return written(
    x.map((entry) => entry - most - Math.log(sum)),
    into,
  );
}

/** Mistakes that students and libraries really make. */
export const vectorFunctionMutants: readonly VectorFunctionMutant[] = [
  { name: 'softmax without the shift by the maximum', wrong: { ...softmax, value: naiveSoftmax } },
  {
    name: 'softmax that forgets to divide by the sum',
    wrong: {
      ...softmax,
      value: (x, into) =>
        written(
          x.map((entry) => Math.exp(entry - Math.max(...x))),
          into,
        ),
    },
  },
  {
    name: 'softmax in base 2',
    wrong: {
      ...softmax,
      value: (x, into) =>
        softmax.value(
          x.map((entry) => entry * Math.LN2),
          into,
        ),
    },
  },
  {
    name: 'softmax clipped at 1e-7, as some frameworks do',
    wrong: {
      ...softmax,
      value: (x, into) =>
        written(
          softmax.value(x).map((p) => Math.max(p, 1e-7)),
          into,
        ),
    },
  },
  {
    name: 'softmax backward by the diagonal of the Jacobian alone',
    wrong: {
      ...softmax,
      backward: (x, g, into) =>
        written(
          softmax.value(x).map((p, i) => p * (1 - p) * g[i]!),
          into,
        ),
    },
  },
  {
    name: 'softmax backward that takes the output under the name of the input',
    wrong: { ...softmax, backward: softmax.backwardFromValue! },
  },
  {
    name: 'softmax backward from the value, without the mean',
    wrong: {
      ...softmax,
      backwardFromValue: (p, g, into) =>
        written(
          p.map((entry, i) => entry * g[i]!),
          into,
        ),
    },
  },
  {
    name: 'softmax Jacobian with the sign of p p^T slipped',
    wrong: {
      ...softmax,
      jacobian: (x) => Matrix.generate(x.length, x.length, (i, j) => Math.abs(softmax.jacobian(x).get(i, j))),
    },
  },
  {
    name: 'softmax that answers 0 for NaN',
    wrong: {
      ...softmax,
      value: (x, into) =>
        written(
          softmax.value(x).map((p) => p || 0),
          into,
        ),
    },
  },
  {
    name: 'softmax that weighs entries by their place',
    wrong: {
      ...softmax,
      value: (x, into) =>
        softmax.value(
          x.map((entry, i) => entry + 0.1 * i),
          into,
        ),
    },
  },
  {
    name: 'softmax that is allocated anew where a buffer is given',
    wrong: { ...softmax, value: (x) => softmax.value(x) },
  },
  {
    name: 'softmax that accepts an empty vector',
    wrong: { ...softmax, value: (x, into) => (x.length === 0 ? x : softmax.value(x, into)) },
  },
  {
    name: 'log-softmax as ln(softmax), which is -Infinity from -746 on',
    wrong: { ...logSoftmax, value: (x, into) => written(softmax.value(x).map(Math.log), into) },
  },
  {
    name: 'log-softmax by ln(1 + rest), which rounds small costs to 0',
    wrong: { ...logSoftmax, value: roundedLogSoftmax },
  },
  {
    name: 'log-softmax that is not normalised',
    wrong: {
      ...logSoftmax,
      value: (x, into) =>
        written(
          x.map((entry) => entry - Math.max(...x)),
          into,
        ),
    },
  },
  {
    name: 'log-softmax with its inputs halved (a temperature of 2)',
    wrong: {
      ...logSoftmax,
      value: (x, into) =>
        logSoftmax.value(
          x.map((entry) => entry / 2),
          into,
        ),
    },
  },
  {
    name: 'log-softmax backward without the probabilities',
    wrong: {
      ...logSoftmax,
      backward: (_x, g, into) =>
        written(
          g.map((entry) => entry - g.reduce((a, b) => a + b, 0) / g.length),
          into,
        ),
    },
  },
  {
    name: 'log-softmax backward from the value, without e^y',
    wrong: {
      ...logSoftmax,
      backwardFromValue: (y, g, into) =>
        written(
          y.map((entry, i) => g[i]! - entry * g.reduce((a, b) => a + b, 0)),
          into,
        ),
    },
  },
  {
    name: 'log-sum-exp without the shift by the maximum',
    wrong: {
      ...logSumExp,
      value: (x, into) => written(Float64Array.of(Math.log(x.reduce((sum, entry) => sum + Math.exp(entry), 0))), into),
    },
  },
  {
    name: 'log-mean-exp instead of log-sum-exp',
    wrong: {
      ...logSumExp,
      value: (x, into) =>
        written(
          logSumExp.value(x).map((y) => y - Math.log(x.length)),
          into,
        ),
    },
  },
  {
    name: 'log-sum-exp backward that forgets the output gradient',
    wrong: { ...logSumExp, backward: (x, _g, into) => softmax.value(x, into) },
  },
];
