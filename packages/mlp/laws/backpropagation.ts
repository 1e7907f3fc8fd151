import { activations, Matrix, randomGenerator, type Batch } from '@handgrad/core-math';
import { demand, directionalDifference, law, type Law, type MatrixLike } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import type { Head, Parameters } from '../src/contracts.js';
import { heads } from '../src/heads/index.js';
import { backpropagate } from '../src/model/backpropagate.js';
import { forwardPass } from '../src/model/forwardPass.js';
import type { Model } from '../src/model/model.js';
import { adopted, distance, dot, moved } from './cases.js';
import { stackOf, type Stack } from './stacks.js';

/**
 * Per parameter, relative to its own slope: six layers leave the first one slopes of 1e-4, where the rounding of the loss
 * (1e-16 / 1e-3) is 1e-9 of them, and multiply fifth derivatives, times 1e-12, to 1e-8.
 */
const differenceTolerance = 1e-6;
/** Slopes below this are compared absolutely. */
const smallestSlope = 1e-4;
const roundingTolerance = 1e-12;

const stacks: fc.Arbitrary<Stack> = fc
  .record({
    entries: fc.array(fc.constantFrom(...Object.values(activations)), { minLength: 1, maxLength: 6 }),
    head: fc.constantFrom<Head>(...Object.values(heads)),
    seed: fc.nat(0xffff),
  })
  .map(({ entries, head, seed }) => stackOf(entries, head, seed));

/** What holds for loss and gradients of any model: random stacks of 1 to 6 blocks, every activation, every head. */
export function lawsOfBackpropagation(): readonly Law[] {
  return [
    law('the delta recursion gives the gradient of every parameter and of the inputs', stacks, (stack) =>
      worstSlopeError(stack),
    ),
    law('the gradient of a batch does not depend on the order of its samples', stacks, ({ model, batch }) =>
      orderHolds(model, batch),
    ),
    law('the gradient of a batch is the mean of the gradients of its samples', stacks, ({ model, batch }) =>
      meanHolds(model, batch),
    ),
  ];
}

/** The gradient of each parameter, and of the inputs, against a difference along a random direction; the worst error. */
export function worstSlopeError({ model, batch }: Stack): number {
  const { gradients, inputGradient } = backpropagate(model, batch, { inputGradient: true });
  const random = randomGenerator(1);
  let worst = 0;
  function compare(name: string, at: Matrix, gradient: Matrix, loss: (moved: MatrixLike) => number): void {
    const direction = Matrix.generate(at.rows, at.columns, () => 2 * random.uniform() - 1);
    const numeric = directionalDifference<MatrixLike>(loss, at, direction);
    const analytic = dot(gradient, direction);
    const error = Math.abs(analytic - numeric) / Math.max(smallestSlope, Math.abs(numeric));
    demand(error <= differenceTolerance, () => `${name}: the gradient gives ${analytic}, the difference ${numeric}`);
    worst = Math.max(worst, error);
  }
  for (const name in model.parameters) {
    compare(name, model.parameters[name], gradients[name], (p) =>
      lossOf(model, batch, { ...model.parameters, [name]: adopted(p) }),
    );
  }
  compare('inputs', batch.inputs, inputGradient!, (inputs) =>
    lossOf(model, { ...batch, inputs: adopted(inputs) }, model.parameters),
  );
  return worst;
}

function lossOf(model: Model, { inputs, targets }: Batch, parameters: Parameters): number {
  return model.head.value(forwardPass(model, inputs, { parameters }).outputs, targets);
}

function orderHolds(model: Model, { inputs, targets }: Batch): number {
  const order = Array.from({ length: inputs.rows }, (_, i) => inputs.rows - 1 - i);
  const turned = { inputs: inputs.takeRows(order), targets: targets.takeRows(order) };
  return alike(backpropagate(model, { inputs, targets }).gradients, backpropagate(model, turned).gradients);
}

function meanHolds(model: Model, batch: Batch): number {
  const n = batch.inputs.rows;
  const sums: Record<string, Matrix> = {};
  for (let i = 0; i < n; i++) {
    const one = { inputs: batch.inputs.sliceRows(i, i + 1), targets: batch.targets.sliceRows(i, i + 1) };
    const { gradients } = backpropagate(model, one);
    for (const name in gradients) {
      const g = gradients[name];
      sums[name] = moved(sums[name] ?? Matrix.zeros(g.rows, g.columns), g, 1 / n);
    }
  }
  return alike(backpropagate(model, batch).gradients, sums);
}

function alike(a: Parameters, b: Parameters): number {
  const worst = Math.max(...Object.keys(a).map((name) => distance(a[name], b[name])));
  demand(worst <= roundingTolerance, () => `gradients differ by ${worst}`);
  return worst;
}
