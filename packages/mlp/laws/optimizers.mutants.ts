/** Update rules with one mistake each, as they are found in the wild: each must break a law. */
import { Matrix } from '@handgrad/core-math';
import type { Optimizer, OptimizerState, Parameters, Updated } from '../src/contracts.js';
import { adam, momentum, sgd } from '../src/optimizers/index.js';

export interface WrongOptimizer {
  readonly name: string;
  readonly wrong: Optimizer;
}

const rate = 0.01;

/** From w, g and the slots of one coordinate to the new w and slots, at step t counted from 1. */
type Rule = (w: number, g: number, slots: number[], t: number) => { w: number; slots: number[] };

/** An optimizer made of a rule for one coordinate; pure, with fresh matrices unless `into` is given. */
function ruleOf(like: Optimizer, rule: Rule): Optimizer {
  function step(parameters: Parameters, gradients: Parameters, state: OptimizerState, into?: Updated): Updated {
    const slotNames = Object.keys(state.slots);
    const moved: Record<string, Matrix> = {};
    const slots: Record<string, Record<string, Matrix>> = Object.fromEntries(slotNames.map((slot) => [slot, {}]));
    for (const name in parameters) {
      const w = parameters[name];
      moved[name] = into?.parameters[name] ?? w.copy();
      for (const slot of slotNames) slots[slot][name] = into?.state.slots[slot][name] ?? state.slots[slot][name].copy();
      for (let i = 0; i < w.data.length; i++) {
        const held = slotNames.map((slot) => state.slots[slot][name].data[i]);
        const next = rule(w.data[i], gradients[name].data[i], held, state.step + 1);
        moved[name].data[i] = next.w;
        slotNames.forEach((slot, k) => (slots[slot][name].data[i] = next.slots[k]));
      }
    }
    return { parameters: moved, state: { step: state.step + 1, slots } };
  }
  return { ...like, step };
}

const sgdLike = (rule: (w: number, g: number) => number): Optimizer =>
  ruleOf(sgd({ learningRate: rate }), (w, g) => ({ w: rule(w, g), slots: [] }));

const momentumLike = (rule: (w: number, g: number, v: number) => [w: number, v: number]): Optimizer =>
  ruleOf(momentum({ learningRate: rate, momentum: 0.9 }), (w, g, [v]) => {
    const [next, velocity] = rule(w, g, v);
    return { w: next, slots: [velocity] };
  });

/** Adam with its update from m and v (already blended) replaced. */
const adamLike = (
  update: (m: number, v: number, t: number) => number,
  blend: (m: number, v: number, g: number) => [number, number] = (m, v, g) => [
    0.9 * m + 0.1 * g,
    0.999 * v + 0.001 * g * g,
  ],
): Optimizer =>
  ruleOf(adam(), (w, g, [m, v], t) => {
    const [first, second] = blend(m, v, g);
    return { w: w - 0.001 * update(first, second, t), slots: [first, second] };
  });

const hat = (x: number, decay: number, t: number): number => x / (1 - decay ** t);
const paper = (m: number, v: number, t: number): number => hat(m, 0.9, t) / (Math.sqrt(hat(v, 0.999, t)) + 1e-8);

/** A rule whose `step` is changed as a whole. */
const changed = (like: Optimizer, step: (right: Optimizer['step']) => Optimizer['step']): Optimizer => ({
  ...like,
  step: step(like.step),
});

let calls = 0;

export const wrongOptimizers: readonly WrongOptimizer[] = [
  { name: 'sgd that goes up', wrong: sgdLike((w, g) => w + rate * g) },
  { name: 'sgd that forgets the learning rate', wrong: sgdLike((w, g) => w - g) },
  { name: 'sgd by the sign only', wrong: sgdLike((w, g) => w - rate * Math.sign(g)) },
  { name: 'sgd that shrinks the weights on the way', wrong: sgdLike((w, g) => 0.999 * w - rate * g) },
  { name: 'sgd that clips gradients at 5', wrong: sgdLike((w, g) => w - rate * Math.max(-5, Math.min(5, g))) },
  {
    name: 'momentum that adds the gradient to the velocity',
    wrong: momentumLike((w, g, v) => [w + 0.9 * v + rate * g, 0.9 * v + rate * g]),
  },
  { name: 'momentum that moves by the old velocity', wrong: momentumLike((w, g, v) => [w + v, 0.9 * v - rate * g]) },
  {
    name: 'momentum that averages (dampening)',
    wrong: momentumLike((w, g, v) => [w + 0.9 * v - 0.1 * rate * g, 0.9 * v - 0.1 * rate * g]),
  },
  { name: 'momentum that forgets its velocity', wrong: momentumLike((w, g) => [w - rate * g, -rate * g]) },
  {
    name: 'momentum that looks ahead (Nesterov)',
    wrong: momentumLike((w, g, v) => [w + 0.9 * (0.9 * v - rate * g) - rate * g, 0.9 * v - rate * g]),
  },
  {
    name: 'adam that multiplies by the bias correction (convnetjs)',
    wrong: adamLike((m, v, t) => (m * (1 - 0.9 ** t)) / (Math.sqrt(v * (1 - 0.999 ** t)) + 1e-8)),
  },
  { name: 'adam without bias correction', wrong: adamLike((m, v) => m / (Math.sqrt(v) + 1e-8)) },
  { name: 'adam that counts its steps from 0', wrong: adamLike((m, v, t) => paper(m, v, t + 1)) },
  { name: 'adam without the root', wrong: adamLike((m, v, t) => hat(m, 0.9, t) / (hat(v, 0.999, t) + 1e-8)) },
  {
    name: 'adam with epsilon inside the root',
    wrong: adamLike((m, v, t) => hat(m, 0.9, t) / Math.sqrt(hat(v, 0.999, t) + 1e-8)),
  },
  {
    name: 'adam that does not square the gradient',
    wrong: adamLike(
      (m, v, t) => hat(m, 0.9, t) / (Math.sqrt(Math.abs(hat(v, 0.999, t))) + 1e-8),
      (m, v, g) => [0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g],
    ),
  },
  {
    name: 'adam with its decays exchanged',
    wrong: adamLike(paper, (m, v, g) => [0.999 * m + 0.001 * g, 0.9 * v + 0.1 * g * g]),
  },
  { name: 'sgd that jitters', wrong: sgdLike((w, g) => w - rate * g * (1 + 1e-9 * calls++)) },
  { name: 'sgd that creeps where the gradient is 0', wrong: sgdLike((w, g) => w - rate * (g === 0 ? 1e-6 : g)) },
  {
    name: 'sgd that writes over its arguments',
    wrong: changed(
      sgd(),
      (step) => (parameters, gradients, state) => step(parameters, gradients, state, { parameters, state }),
    ),
  },
  {
    name: 'momentum that ignores into',
    wrong: changed(momentum(), (step) => (parameters, gradients, state) => step(parameters, gradients, state)),
  },
  {
    name: 'adam that forgets to count',
    wrong: changed(adam(), (step) => (parameters, gradients, state, into) => {
      const done = step(parameters, gradients, state, into);
      return { ...done, state: { ...done.state, step: state.step } };
    }),
  },
  {
    name: 'sgd that divides by the norm of the whole gradient of the first row',
    wrong: changed(sgd(), (step) => (parameters, gradients, state, into) => {
      const scaled = Object.fromEntries(
        Object.entries(gradients).map(([name, g]) => [
          name,
          Matrix.generate(g.rows, g.columns, (i, j) => g.get(i, j) / (1 + Math.abs(g.get(0, 0)))),
        ]),
      );
      return step(parameters, scaled, state, into);
    }),
  },
];
