import {
  batchNormalization,
  clippings,
  dense,
  dropout,
  l1,
  l2,
  optimizerFactories,
  optimizers,
  relu,
  sequential,
  softmaxCrossEntropy,
  type Clipping,
  type Optimizer,
} from '@handgrad/mlp';
import { expect, test } from 'vitest';
import type { Device, Plan } from '../contracts.js';
import { kernelOfClipping } from '../clipping/kernelOfClipping.js';
import { networkOf } from '../network/networkOf.js';
import { kernelOfOptimizer } from '../optimizers/kernelOfOptimizer.js';
import { traceOf, type Trace } from '../plan/trace.js';
import { portableProblems } from '../portable/subset.js';
import { mapped } from './float32.js';
import { penaltiesOf } from './penalties.js';
import { trainingPlan } from './trainingPlan.js';

const model = sequential(
  [
    dense({ units: 4, regularizer: l2(), biasRegularizer: l1() }),
    batchNormalization(),
    relu(),
    dropout({ rate: 0.5 }),
    dense({ units: 3 }),
  ],
  { inputs: 5, loss: softmaxCrossEntropy },
);

/** What the plan of so many updates asks for; nothing runs. */
function traced(optimizer: Optimizer, clipping: Clipping, updates: number): Trace {
  let trace: Trace | undefined;
  const compile: Device['compile'] = (shapes, build) => {
    trace = traceOf(shapes, build);
    return {} as Plan;
  };
  const shapes = { parameters: mapped(model.parameters, shapeOf), statistics: mapped(model.statistics, shapeOf) };
  trainingPlan(
    { compile },
    {
      ...shapes,
      network: networkOf(model),
      penalties: penaltiesOf(model),
      clipping: kernelOfClipping(clipping),
      optimizer: kernelOfOptimizer(optimizer),
      slotNames: Object.keys(optimizer.initialize({}).slots),
      samples: { data: new Float32Array(100 * model.inputs), rows: 100, columns: model.inputs },
      inputColumns: model.inputs,
      outputColumns: model.outputs,
      targetColumns: model.outputs,
    },
    { updates, rows: 6 },
  );
  return trace!;
}

function shapeOf({ rows, columns }: { readonly rows: number; readonly columns: number }): {
  readonly rows: number;
  readonly columns: number;
} {
  return { rows, columns };
}

test.each(Object.values(optimizers))('$name: all that its plans call is in the portable subset', (optimizer) => {
  for (const clipping of Object.values(clippings)) {
    const called = new Set(traced(optimizer, clipping, 1).kernels.flatMap(({ functions }) => functions));
    expect(called.size).toBeGreaterThan(10);
    for (const one of called) expect([one.name, ...portableProblems(one, [...called])]).toEqual([one.name]);
  }
});

test.each(Object.entries(optimizerFactories))('%s: however many updates, the kernels are the same', (_, make) => {
  const [few, many] = [3, 9].map((updates) => traced(make(), clippings.clipByNorm, updates));
  const texts = ({ kernels }: Trace): string[] => kernels.map(({ source }) => source);
  expect(texts(many)).toEqual(texts(few));
  // Every update takes as many steps as any other, but for the first, which needs no clock.
  const [six, oneMore] = [many.steps.length - few.steps.length, traced(make(), clippings.clipByNorm, 4).steps.length];
  expect(six).toBe(6 * (oneMore - few.steps.length));
});
