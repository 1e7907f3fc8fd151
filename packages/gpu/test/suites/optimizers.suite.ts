import { Matrix } from '@handgrad/core-math';
import { optimizerFactories, type Optimizer, type OptimizerName, type Parameters } from '@handgrad/mlp';
import { test } from 'vitest';
import type { Device, Operations, Tensor } from '../../src/index.js';
import { optimizerKernels } from '../../src/optimizers/index.js';
import { kernelOfOptimizer } from '../../src/optimizers/kernelOfOptimizer.js';
import type { Moved } from '../../src/optimizers/optimizerKernel.js';
import { expectClose } from '../closeness.test-support.js';

const rules = (Object.keys(optimizerKernels) as OptimizerName[]).map((name) => optimizerFactories[name]());

/** A gradient a step: of all sizes, 0 among them, and both signs. */
const gradients = [
  [0, 1e-12, -1e-7, 3e-4, -0.02, 0.5, -7, 900],
  [0, -1e-12, 2e-7, 3e-4, 0.01, -0.5, 2, -1000],
  [0, 3e-12, 0, -1e-4, 0.03, 0.25, -1, 20],
].map((row) => Matrix.row(row));

const start = { w: Matrix.row([0.5, -1, 2, 1e-3, -0.25, 0, 3, -100]) };

/** Three steps of every rule in one plan, from gradients that are given. */
export function optimizersSuite(device: () => Device): void {
  test('every update rule moves parameters, and what it remembers of them, as in float64', async () => {
    const inputs = [
      ...gradients.map((_, t) => Matrix.row([t])),
      ...gradients,
      start.w,
      ...rules.flatMap((rule) => [numbersOf(rule), ...slotsOf(rule)]),
    ];
    const plan = device().compile(inputs, (operations, tensors) => {
      const rest = [...tensors];
      const clocks = rest.splice(0, gradients.length);
      const gs = rest.splice(0, gradients.length);
      const [w] = rest.splice(0, 1);
      return rules.flatMap((rule) => {
        const [numbers, ...slots] = rest.splice(0, 1 + slotsOf(rule).length);
        return moved(operations, rule, { w, slots, gs, clocks, numbers });
      });
    });
    const results = [...(await plan.run(inputs))];
    for (const rule of rules) {
      const { parameters, slots } = movedHere(rule);
      for (const [name, { w }] of Object.entries({ parameters, ...slots })) {
        expectClose(results.shift()!, w.data, {}, `${rule.name}: ${name}`);
      }
    }
    plan.close();
  });
}

function moved(
  operations: Operations,
  rule: Optimizer,
  given: { w: Tensor; slots: Tensor[]; gs: Tensor[]; clocks: Tensor[]; numbers: Tensor },
): Tensor[] {
  const kernel = kernelOfOptimizer(rule);
  const slotNames = Object.keys(rule.initialize(start).slots);
  let now: Moved = { w: given.w, slots: Object.fromEntries(slotNames.map((slot, i) => [slot, given.slots[i]])) };
  given.gs.forEach((g, t) => {
    const numbers = Array.from({ length: given.numbers.columns }, (_, j) =>
      operations.entryAt(given.numbers, given.clocks[t], j),
    );
    now = kernel.move(operations, { ...now, g }, numbers);
  });
  return [now.w, ...slotNames.map((slot) => now.slots[slot])];
}

function numbersOf(rule: Optimizer): Matrix {
  const { numbers } = kernelOfOptimizer(rule);
  return Matrix.fromRows(gradients.map((_, t) => [...numbers(rule.parameters['learningRate'], t + 1)]));
}

function slotsOf(rule: Optimizer): Matrix[] {
  return Object.values(rule.initialize(start).slots).map(({ w }) => w);
}

function movedHere(rule: Optimizer): { parameters: Parameters; slots: Readonly<Record<string, Parameters>> } {
  let parameters: Parameters = start;
  let state = rule.initialize(start);
  for (const g of gradients) ({ parameters, state } = rule.step(parameters, { w: g }, state));
  return { parameters, slots: state.slots };
}
