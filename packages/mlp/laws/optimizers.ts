import { Matrix } from '@handgrad/core-math';
import { demand, fact, law, real, type Law } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import type { Optimizer, OptimizerState, Parameters } from '../src/contracts.js';
import { copied, matrices, sameParameters, slope } from './cases.js';

/** Where it starts and the gradients that come, one after the other. */
export interface Path {
  readonly start: Parameters;
  readonly gradients: readonly Parameters[];
}

const pairs = fc.record({ weights: matrices(slope, 2, 3), bias: matrices(slope, 1, 3) });
/** Gradients of every scale; not so small that a square underflows, which is no question of the rule. */
const anyGradient = real({ low: -1000, high: 1000 }, [1, -1]).map((g) => (Math.abs(g) < 1e-100 ? 0 : g));
export const paths: fc.Arbitrary<Path> = fc.record({
  start: pairs,
  gradients: fc.array(fc.record({ weights: matrices(anyGradient, 2, 3), bias: matrices(anyGradient, 1, 3) }), {
    minLength: 1,
    maxLength: 4,
  }),
});

/** The laws of every update rule, built in or a user's own; the learning rate must be a moderate one. */
export function lawsOfOptimizer(optimizer: Optimizer): readonly Law[] {
  return [
    law('where the gradient is 0 from the start, nothing moves', pairs, (start) => staysPut(optimizer, start)),
    law('the first step goes against the gradient in every coordinate', paths, (path) =>
      firstStepHolds(optimizer, path),
    ),
    law('leaves parameters, gradients and state as they are', paths, (path) => argumentsHold(optimizer, path)),
    law('in place gives what fresh matrices give, bit for bit', paths, (path) => inPlaceHolds(optimizer, path)),
    law('the same arguments give the same bits', paths, (path) => repetitionHolds(optimizer, path)),
    law('each coordinate goes its own way: their order does not matter', paths, (path) =>
      permutationHolds(optimizer, path),
    ),
    law('the state counts the steps', paths, (path) => countHolds(optimizer, path)),
    fact('goes down to the floor of a quadratic bowl', () => bowlHolds(optimizer)),
    fact('goes down into the valley of Rosenbrock', () => valleyHolds(optimizer)),
  ];
}

/** The parameters after all steps, made the pure way. */
export function follow(
  optimizer: Optimizer,
  { start, gradients }: Path,
): { parameters: Parameters; state: OptimizerState } {
  let now = { parameters: start, state: optimizer.initialize(start) };
  for (const g of gradients) now = optimizer.step(now.parameters, g, now.state);
  return now;
}

function staysPut(optimizer: Optimizer, start: Parameters): void {
  const zero = Object.fromEntries(Object.entries(start).map(([name, p]) => [name, Matrix.zeros(p.rows, p.columns)]));
  const end = follow(optimizer, { start, gradients: [zero, zero, zero] }).parameters;
  for (const name in start) {
    // Not Object.is: -0 may become 0.
    demand(
      end[name].data.every((x, i) => x === start[name].data[i]),
      () => `${name} moved`,
    );
  }
}

function firstStepHolds(optimizer: Optimizer, { start, gradients: [g] }: Path): void {
  const zero = Object.fromEntries(Object.entries(start).map(([name, p]) => [name, Matrix.zeros(p.rows, p.columns)]));
  const end = follow(optimizer, { start: zero, gradients: [g] }).parameters;
  for (const name in g) {
    g[name].data.forEach((slopeHere, i) => {
      const moved = end[name].data[i];
      demand(Math.sign(moved) === -Math.sign(slopeHere), () => `a gradient of ${slopeHere} moved ${name} by ${moved}`);
    });
  }
}

function argumentsHold(optimizer: Optimizer, path: Path): void {
  const { parameters, state } = follow(optimizer, path);
  const g = path.gradients[0];
  const before = { parameters: copied(parameters), gradients: copied(g), slots: slotsOf(state) };
  optimizer.step(parameters, g, state);
  demand(sameParameters(before.parameters, parameters), () => 'the parameters changed');
  demand(sameParameters(before.gradients, g), () => 'the gradients changed');
  demand(sameParameters(before.slots, slotsOf(state)), () => 'the state changed');
}

function inPlaceHolds(optimizer: Optimizer, path: Path): void {
  const pure = follow(optimizer, path);
  const parameters = copied(path.start);
  let state = optimizer.initialize(parameters);
  for (const g of path.gradients) {
    const done = optimizer.step(parameters, g, state, { parameters, state });
    for (const name in parameters) {
      demand(done.parameters[name].data === parameters[name].data, () => `${name} was not written in place`);
    }
    state = done.state;
  }
  demand(sameParameters(pure.parameters, parameters), () => 'other parameters');
  demand(sameParameters(slotsOf(pure.state), slotsOf(state)), () => 'another state');
}

function repetitionHolds(optimizer: Optimizer, path: Path): void {
  const first = follow(optimizer, path);
  const second = follow(optimizer, path);
  demand(sameParameters(first.parameters, second.parameters), () => 'a second run ends elsewhere');
}

function permutationHolds(optimizer: Optimizer, { start, gradients }: Path): void {
  const end = follow(optimizer, { start, gradients }).parameters;
  const reversed = follow(optimizer, { start: reverse(start), gradients: gradients.map(reverse) }).parameters;
  demand(sameParameters(reverse(end), reversed), () => 'the reversed coordinates end elsewhere');
}

function countHolds(optimizer: Optimizer, path: Path): void {
  const { state } = follow(optimizer, path);
  demand(state.step === path.gradients.length, () => `${state.step} after ${path.gradients.length} steps`);
}

function bowlHolds(optimizer: Optimizer): void {
  const curvature = [0.5, 1, 10];
  const value = (w: Float64Array): number => w.reduce((sum, x, i) => sum + (curvature[i] * x * x) / 2, 0);
  goesDown(optimizer, [1, -1, 0.5], value, (w) => w.map((x, i) => curvature[i] * x), 1 / 20);
}

/** Rosenbrock's function over 1000, so that its curvature (up to 1330) suits learning rates for networks. */
function valleyHolds(optimizer: Optimizer): void {
  const value = ([x, y]: Float64Array): number => ((1 - x) ** 2 + 100 * (y - x * x) ** 2) / 1000;
  const gradient = ([x, y]: Float64Array): Float64Array =>
    Float64Array.of(-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)).map((g) => g / 1000);
  goesDown(optimizer, [-1.2, 1], value, gradient, 1 / 4);
}

function goesDown(
  optimizer: Optimizer,
  from: readonly number[],
  value: (w: Float64Array) => number,
  gradient: (w: Float64Array) => Float64Array,
  share: number,
): void {
  let parameters: Parameters = { w: Matrix.row(from) };
  let state = optimizer.initialize(parameters);
  const start = value(parameters['w'].data);
  for (let step = 0; step < 1500; step++) {
    const gradients = { w: Matrix.row(gradient(parameters['w'].data)) };
    ({ parameters, state } = optimizer.step(parameters, gradients, state));
  }
  const end = value(parameters['w'].data);
  demand(end < share * start, () => `from ${start} to ${end} in 1500 steps, expected less than ${share * start}`);
}

/** All slots as one set of parameters. */
function slotsOf({ slots }: OptimizerState): Parameters {
  const all: Record<string, Matrix> = {};
  for (const slot in slots) for (const name in slots[slot]) all[`${slot}.${name}`] = slots[slot][name].copy();
  return all;
}

function reverse(parameters: Parameters): Parameters {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, p]) => [name, new Matrix(p.rows, p.columns, p.data.slice().reverse())]),
  );
}
