import { randomGenerator } from '@handgrad/core-math';
import {
  batchNormalization,
  binaryCrossEntropyFromLogits,
  clipByGlobalNorm,
  cosineDecay,
  dense,
  dropout,
  elasticNet,
  l2,
  optimizerFactories,
  relu,
  sequential,
  softmaxCrossEntropy,
  tanh,
  type DeviceUpdates,
} from '@handgrad/mlp';
import { describe, expect, test } from 'vitest';
import type { Device } from '../../src/index.js';
import { compileTraining } from '../../src/training/compileTraining.js';
import {
  batchesFor,
  beginningOf,
  expectSameUpdates,
  samplesAt,
  updatesHere,
  updatesThere,
  type Training,
} from '../trainings.test-support.js';

const updates = 20;
const rows = 8;

/**
 * That of single formulas. float32 rounds by 6e-8 of a number and every update adds its own errors to those before it: after
 * 20 of them 3e-7 was the most that was measured, on any backend.
 */
const tolerance = { relative: 1e-5, absolute: 1e-6 };

const plain = sequential([dense({ units: 6 }), relu(), dense({ units: 3 })], { inputs: 5, loss: softmaxCrossEntropy });

const rich = sequential(
  [
    dropout({ rate: 0.1 }),
    dense({ units: 6, regularizer: l2({ strength: 0.05 }), biasRegularizer: elasticNet() }),
    tanh(),
    // Not before the activation: the bias would have a gradient of 0 but for its rounding, and Adam makes steps of that.
    batchNormalization(),
    dropout({ rate: 0.25 }),
    dense({ units: 1, regularizer: l2({ strength: 0.01 }) }),
  ],
  { inputs: 5, loss: binaryCrossEntropyFromLogits },
);

/** Whole trainings on a device, beside those of mlp without one. */
export function trainingSuite(device: () => Device): void {
  describe('20 updates give the losses, parameters and state that they give in float64', () => {
    test.each(Object.entries(optimizerFactories))('%s', async (_, make) => {
      await expectSameWay({ model: plain, optimizer: make() });
    });

    test('with normalisation, dropout, penalties, weights of samples, clipping and a schedule', async () => {
      const optimizer = optimizerFactories.adamW({ learningRate: cosineDecay({ learningRate: 0.02, steps: 15 }) });
      const clipping = clipByGlobalNorm({ limit: 0.5 });
      await expectSameWay({ model: rich, optimizer, clipping }, { weighted: true });
    });
  });

  test('samples that the device has from the start give the bits of those that batches bring', async () => {
    const training = { model: plain, optimizer: optimizerFactories.sgd({ learningRate: 0.1 }) };
    const batches = batchesFor(plain, { updates: 3, rows: 4 });
    const samples = {
      inputs: Float32Array.from(batches.flatMap(({ inputs }) => Array.from(inputs!.data))),
      targets: Float32Array.from(batches.flatMap(({ targets }) => Array.from(targets.data))),
    };
    const mixed = Uint32Array.of(7, 0, 11, 2);
    const brought = [{ ...samplesAt(batches, mixed), indices: mixed, noise: [] }];
    const named = brought.map(({ indices, targets, noise }) => ({ indices, targets, noise }));
    const { optimizer } = training;
    const bringing = compileTraining(device(), plain, { optimizer, batchSize: 4 });
    const holding = compileTraining(device(), plain, { optimizer, batchSize: 4, samples });
    const before = beginningOf(training);
    expect(await holding.update(before, named)).toEqual(await bringing.update(before, brought));
    bringing.close();
    holding.close();
  });

  test('a training goes from here to the device, and back, in the middle of its way', async () => {
    const optimizer = optimizerFactories.nadam({ learningRate: 0.02 });
    const training = { model: plain, optimizer };
    const compiled = compileTraining(device(), plain, { optimizer, batchSize: rows });
    const batches = batchesFor(plain, { updates: 6, rows });
    const random = randomGenerator(1);
    const [first, middle, last] = [batches.slice(0, 2), batches.slice(2, 4), batches.slice(4)];
    const left = updatesHere(training, beginningOf(training), first, random);
    const came = await updatesThere(compiled, left, middle, { random, atOnce: 2 });
    const end = updatesHere(training, came, last, random);
    expectSameUpdates(
      plain,
      last,
      end,
      onlyLast(updatesHere(training, beginningOf(training), batches, random), 2),
      tolerance,
    );
    compiled.close();
  });

  async function expectSameWay(training: Training, { weighted = false } = {}): Promise<void> {
    const { model, optimizer, clipping } = training;
    const compiled = compileTraining(device(), model, { optimizer, batchSize: rows, ...(clipping && { clipping }) });
    const batches = batchesFor(model, { updates, rows, weighted });
    const before = beginningOf(training);
    const here = updatesHere(training, before, batches, randomGenerator(3));
    // WebGL compiles a kernel anew for each place that it reads from or writes to, and takes long: short plans have few.
    const atOnce = device().backend === 'webgl2' ? 2 : 10;
    const there = await updatesThere(compiled, before, batches, { random: randomGenerator(3), atOnce });
    expect(there.optimizerState.step).toBe(updates);
    expectSameUpdates(model, batches, there, here, tolerance);
    compiled.close();
  }
}

function onlyLast({ outputs, penalties, ...moment }: DeviceUpdates, count: number): DeviceUpdates {
  return { ...moment, outputs: outputs.slice(-count), penalties: penalties.slice(-count) };
}
