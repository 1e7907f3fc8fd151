import { initializers, Matrix } from '@handgrad/core-math';
import { expect, test } from 'vitest';
import {
  backpropagate,
  dense,
  forwardPass,
  halfSquaredError,
  sequential,
  sgd,
  sigmoid,
  trainingStep,
  type Model,
} from '../src/index.js';
import { withParameters } from '../src/model/model.js';

// The example of the course: inputs (0.1, 0.3), one hidden neuron with weights (0.4, -0.2), one output neuron with
// weight 0.1, sigmoid, no biases, target 1, learning rate 0.5.
const neuron = () => dense({ units: 1, initializer: initializers.zeros });
const model: Model = withParameters(
  sequential([neuron(), sigmoid(), neuron(), sigmoid()], { inputs: 2, loss: halfSquaredError }),
  {
    'dense1.weights': Matrix.column([0.4, -0.2]),
    'dense1.bias': Matrix.zeros(1, 1),
    'dense2.weights': Matrix.column([0.1]),
    'dense2.bias': Matrix.zeros(1, 1),
  },
);
const batch = { inputs: Matrix.row([0.1, 0.3]), targets: Matrix.row([1]) };
const upTo = (layers: number): Model => ({ ...model, layers: model.layers.slice(0, layers) });

test('forward: h = -0.02, a = 0.4950001667, prediction 0.5123724780', () => {
  expect(forwardPass(upTo(1), batch.inputs).outputs.get(0, 0)).toBeCloseTo(-0.02, 15);
  expect(forwardPass(upTo(2), batch.inputs).outputs.get(0, 0)).toBeCloseTo(0.4950001667, 10);
  expect(forwardPass(model, batch.inputs).outputs.get(0, 0)).toBeCloseTo(0.512372478, 10);
});

test('backward: output error term 0.1218322354, hidden error term 0.0030455013', () => {
  // The notes' error terms point downhill: they are minus dL/dz, which is the gradient of the bias that stands in z.
  const { gradients } = backpropagate(model, batch);
  expect(-gradients['dense2.bias'].get(0, 0)).toBeCloseTo(0.1218322354, 10);
  expect(-gradients['dense1.bias'].get(0, 0)).toBeCloseTo(0.0030455013, 10);
});

test('updates: 0.0301534884 and (0.00015227507, 0.00045682520)', () => {
  const rule = sgd({ learningRate: 0.5 });
  const { parameters } = trainingStep(model, batch, rule, rule.initialize(model.parameters));
  const update = (name: string, i: number): number => parameters[name].data[i] - model.parameters[name].data[i];
  expect(update('dense2.weights', 0)).toBeCloseTo(0.0301534884, 10);
  expect(update('dense1.weights', 0)).toBeCloseTo(0.00015227507, 11);
  // The notes print 0.00045 for this one.
  expect(update('dense1.weights', 1)).toBeCloseTo(0.0004568252, 11);
});
