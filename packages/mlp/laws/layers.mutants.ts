/** Layers with one mistake each: each must break a law. */
import {
  activations,
  addRow,
  columnSums,
  freshWorkspace,
  Matrix,
  multiply,
  softmax,
  vectorFunctions,
} from '@handgrad/core-math';
import type { BackwardResult, Layer } from '../src/contracts.js';
import { activation, dense, rowFunction } from '../src/layers/index.js';
import type { LayerTraits } from './layers.js';

export interface WrongLayer {
  readonly name: string;
  readonly wrong: Layer;
  readonly traits: LayerTraits;
}

const affine = { affine: true };
const right = dense({ units: 3 });

/** Dense with another backward. */
const denseWith = (back: (x: Matrix, w: Matrix, g: Matrix) => { dx?: Matrix; dw?: Matrix; db?: Matrix }): Layer => ({
  ...right,
  backward(parameters, cache, g, options) {
    const { inputGradient, parameterGradients } = right.backward(parameters, cache, g, options);
    const { dx, dw, db } = back((cache as { input: Matrix }).input, parameters['weights'], g);
    return {
      inputGradient: dx ?? inputGradient,
      parameterGradients: { weights: dw ?? parameterGradients['weights'], bias: db ?? parameterGradients['bias'] },
    };
  },
});

/** A layer with another result of `backward`. */
const changed = (layer: Layer, change: (back: BackwardResult, g: Matrix, cache: unknown) => BackwardResult): Layer => ({
  ...layer,
  backward: (parameters, cache, g, options) => change(layer.backward(parameters, cache, g, options), g, cache),
});

const scaled = (m: Matrix, factor: number): Matrix =>
  new Matrix(
    m.rows,
    m.columns,
    m.data.map((x) => factor * x),
  );
/** The same numbers in another shape, over again where there are too few: what a forgotten transpose reads. */
const reshaped = (m: Matrix, rows: number, columns: number): Matrix =>
  Matrix.generate(rows, columns, (i, j) => m.data[(i * columns + j) % m.data.length]);

const tanhLayer = activation(activations.tanh);
const softmaxLayer = rowFunction(vectorFunctions.softmax);
const reluTraits = { kinks: [0] };

let calls = 0;

export const wrongLayers: readonly WrongLayer[] = [
  {
    name: 'dense whose weight gradient is transposed',
    wrong: denseWith((x, _, g) => ({ dw: reshaped(multiply(g, x, { transposeLeft: true }), x.columns, g.columns) })),
    traits: affine,
  },
  {
    name: 'dense whose weight gradient is a mean',
    wrong: denseWith((x, _, g) => ({ dw: scaled(multiply(x, g, { transposeLeft: true }), 1 / x.rows) })),
    traits: affine,
  },
  {
    name: 'dense whose bias gradient takes one sample',
    wrong: denseWith((_x, _w, g) => ({ db: g.sliceRows(0, 1).copy() })),
    traits: affine,
  },
  {
    name: 'dense whose bias gradient is a mean',
    wrong: denseWith((_x, _w, g) => ({ db: scaled(columnSums(g), 1 / g.rows) })),
    traits: affine,
  },
  {
    name: 'dense whose bias gradient is 0',
    wrong: denseWith((_x, _w, g) => ({ db: Matrix.zeros(1, g.columns) })),
    traits: affine,
  },
  {
    name: 'dense that goes back by W instead of its transpose',
    wrong: denseWith((_, w, g) => ({ dx: multiply(g, reshaped(w, w.columns, w.rows)) })),
    traits: affine,
  },
  {
    name: 'dense that goes back against the gradient',
    wrong: denseWith((_, w, g) => ({ dx: scaled(multiply(g, w, { transposeRight: true }), -1) })),
    traits: affine,
  },
  {
    name: 'dense that passes the gradient on without W',
    wrong: denseWith((x, _, g) => ({ dx: reshaped(g, x.rows, x.columns) })),
    traits: affine,
  },
  {
    name: 'dense that divides the input gradient by n again',
    wrong: denseWith((x, w, g) => ({ dx: scaled(multiply(g, w, { transposeRight: true }), 1 / x.rows) })),
    traits: affine,
  },
  {
    name: 'dense that adds its bias twice',
    wrong: {
      ...right,
      forward(parameters, input, mode, workspace) {
        const { output, cache } = right.forward(parameters, input, mode, workspace);
        return { output: addRow(output, parameters['bias']), cache };
      },
    },
    traits: affine,
  },
  {
    name: 'dense that is not affine: it ends in a tanh it does not mention',
    wrong: {
      ...right,
      forward(parameters, input, mode, workspace) {
        const { output, cache } = right.forward(parameters, input, mode, workspace);
        output.data.forEach((z, i) => (output.data[i] = Math.tanh(z)));
        return { output, cache };
      },
    },
    traits: affine,
  },
  {
    name: 'tanh whose delta lacks the derivative',
    wrong: changed(tanhLayer, (_, g) => ({ inputGradient: g.copy(), parameterGradients: {} })),
    traits: {},
  },
  {
    name: 'sigmoid that takes y (1 - y) of its input',
    wrong: activation({
      ...activations.sigmoid,
      derivativeFromValue: undefined as never,
      derivative: (x) => x * (1 - x),
    }),
    traits: {},
  },
  {
    name: 'relu that lets everything back through',
    wrong: activation({ ...activations.relu, derivative: () => 1, derivativeFromValue: () => 1 }),
    traits: reluTraits,
  },
  {
    name: 'tanh with 1 - y for 1 - y^2',
    wrong: activation({ ...activations.tanh, derivativeFromValue: (y) => 1 - y }),
    traits: {},
  },
  {
    name: 'softmax that goes back by its diagonal only',
    wrong: changed(softmaxLayer, (_, g, cache) => {
      const p = (cache as { kept: Matrix }).kept;
      return {
        inputGradient: Matrix.generate(p.rows, p.columns, (i, j) => p.get(i, j) * (1 - p.get(i, j)) * g.get(i, j)),
        parameterGradients: {},
      };
    }),
    traits: {},
  },
  {
    name: 'softmax over the whole batch',
    wrong: {
      ...softmaxLayer,
      forward: (_, input) => ({
        output: new Matrix(input.rows, input.columns, softmax(input.data)),
        cache: { kept: input },
      }),
    },
    traits: {},
  },
  {
    name: 'relu in place, over its input',
    wrong: {
      ...activation(activations.relu),
      forward(_, input) {
        input.data.forEach((x, i) => (input.data[i] = Math.max(0, x)));
        return { output: input, cache: { kept: input } };
      },
    },
    traits: reluTraits,
  },
  {
    name: 'tanh that adds to what the workspace holds',
    wrong: {
      ...tanhLayer,
      forward(_, input, _mode, workspace = freshWorkspace) {
        const output = workspace.take('output', input.rows, input.columns);
        input.data.forEach((x, i) => (output.data[i] += Math.tanh(x)));
        return { output, cache: { kept: output } };
      },
    },
    traits: {},
  },
  {
    name: 'tanh that goes back by half where the first gradient is not above 0',
    wrong: changed(tanhLayer, (back, g) => ({
      ...back,
      inputGradient: scaled(back.inputGradient ?? g, g.data[0] > 0 ? 1 : 0.5),
    })),
    traits: {},
  },
  {
    name: 'dense that learns less when the input gradient is not wanted',
    wrong: changed(right, (back) =>
      back.inputGradient
        ? back
        : {
            ...back,
            parameterGradients: Object.fromEntries(
              Object.entries(back.parameterGradients).map(([name, g]) => [name, scaled(g, 0.5)]),
            ),
          },
    ),
    traits: affine,
  },
  { name: 'dense that promises other columns', wrong: { ...right, outputs: () => 4 }, traits: affine },
  {
    name: 'dense that draws from nowhere',
    wrong: {
      ...right,
      initialize: (_, inputs) => ({ weights: Matrix.generate(inputs, 3, () => calls++), bias: Matrix.zeros(1, 3) }),
    },
    traits: affine,
  },
  {
    name: 'relu that hides NaN',
    wrong: activation({ ...activations.relu, value: (x) => (x > 0 ? x : 0) }),
    traits: reluTraits,
  },
];
