import { map, Matrix, metrics, type Dataset } from '@handgrad/core-math';
import { allOf, datasetOf, withWeights } from '@handgrad/datasets';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { halves, unchecked } from '../../test/data.test-support.js';
import {
  adam,
  batchNormalization,
  binaryCrossEntropyFromLogits,
  clipByGlobalNorm,
  cosineDecay,
  dense,
  dropout,
  earlyStopping,
  fit,
  halfSquaredError,
  isTrainingDiverged,
  isTrainingInterrupted,
  l2,
  momentum,
  sequential,
  sgd,
  softmaxCrossEntropy,
  sparseSoftmaxCrossEntropy,
  tanh,
  type BatchRecord,
  type Callback,
  type FitOptions,
  type FitResult,
  type Model,
  type TrainingDevice,
  type TrainingState,
} from '../index.js';
import { classifier, options, shaken } from './classifier.test-support.js';
import { plainDevice } from './plainDevice.test-support.js';

/** Everything that draws, keeps statistics or adds to the loss. */
const restless = (): Model =>
  sequential(
    [
      dense({ units: 4, regularizer: l2({ strength: 0.01 }) }),
      batchNormalization(),
      tanh(),
      dropout({ rate: 0.3 }),
      dense({ units: 1 }),
    ],
    { inputs: 2, loss: binaryCrossEntropyFromLogits },
  );

/** In numbers that float32 holds: to be brought to a device without a loss. */
function plain(size: number): Dataset {
  const { inputs, targets } = allOf(halves(size));
  return datasetOf(map(inputs, Math.fround), targets);
}

/** Adds up what it is told, in a state. */
function accountant(): Callback {
  let told: number[] = [];
  return {
    name: 'accountant',
    onEpochBegin: (epoch) => void told.push(epoch),
    onBatchEnd: ({ step, meanLoss }) => void told.push(step, meanLoss),
    onEpochEnd: ({ loss }) => void told.push(loss),
    state: () => ({ data: [...told] }),
    restore: ({ data }) => void (told = [...(data as number[])]),
  };
}

const everything = (seed: number): FitOptions => ({
  optimizer: adam({ learningRate: cosineDecay({ learningRate: 0.05, steps: 20 }) }),
  seed,
  epochs: 4,
  batchSize: 4,
  validationSplit: 0.2,
  classWeights: 'balanced',
  metrics: [metrics.binaryAccuracy],
  weightedMetrics: [{ ...metrics.binaryAccuracy, name: 'weightedAccuracy' }],
  clipping: clipByGlobalNorm({ limit: 0.5 }),
});
const lookingOn = (): Callback[] => [earlyStopping({ patience: 2, monitor: 'validationAccuracy' }), accountant()];

/** All that has to be the same, to the bit: everything but the time it took. */
function bits({ model, training, history, stopped, reason, steps }: FitResult): unknown {
  const timeless = (records: FitResult['history']): unknown => records.map((record) => ({ ...record, seconds: 0 }));
  const { parameters, statistics } = model;
  const state = { ...training, history: timeless(training.history) };
  return { parameters, statistics, training: state, history: timeless(history), stopped, reason, steps };
}

const failure = (training: Promise<unknown>): Promise<unknown> => training.catch((error: unknown) => error);

describe('on a device that makes many updates at once', () => {
  test.each([
    ['of data that vary', shaken(halves(23)), false],
    ['of data that stay the same', plain(23), true],
  ])('a training %s is the one without it, to the bit', async (_, data, held) => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 7 }), fc.nat(1000), async (updatesAtOnce, seed) => {
        const given = everything(seed);
        const device = plainDevice({ updatesAtOnce });
        const there = await fit(restless(), data, { ...given, callbacks: lookingOn(), device });
        expect(bits(there)).toEqual(bits(await fit(restless(), data, { ...given, callbacks: lookingOn() })));
        expect(device.asked).toMatchObject({ held, opened: 1, closed: 1 });
      }),
      { numRuns: 10 },
    );
  });

  test.each([
    [50, 8, 4, [3, 3, 1]],
    [48, 8, 6, [6]],
    [48, 8, 100, [6]],
    [48, 8, 1, [1, 1, 1, 1, 1, 1]],
    [28, 4, 4, [4, 3]],
    [44, 4, 3, [3, 3, 3, 2]],
    [30, 30, 5, [1]],
    [3, 8, 5, [1]],
  ])(
    '%i samples in batches of %i, at most %i updates at once, are calls for %j updates an epoch',
    async (size, batchSize, updatesAtOnce, calls) => {
      const device = plainDevice({ updatesAtOnce });
      await fit(classifier(), halves(size), { ...options, epochs: 2, batchSize, device });
      expect(device.asked.updates).toEqual([...calls, ...calls]);
    },
  );

  test('a training that goes on in mid-epoch makes the calls of that epoch from there', async () => {
    const given = { ...options, epochs: 2, batchSize: 8 };
    const stopping: Callback = { onBatchEnd: ({ step }, { stop }) => void (step === 2 && stop('for now')) };
    const { model, training } = await fit(classifier(), halves(80), { ...given, callbacks: [stopping] });
    const device = plainDevice({ updatesAtOnce: 5 });
    await fit(model, halves(80), { ...given, device, resume: training });
    expect(device.asked.updates).toEqual([3, 5, 5, 5]);
  });

  test('samples that stay the same are read once; those of validation every time', async () => {
    let read = 0;
    const data = plain(50);
    const counted: Dataset = {
      ...data,
      batch: (...given) => {
        read += given[0].length;
        return data.batch(...given);
      },
    };
    await fit(classifier(), counted, { ...options, device: plainDevice(), epochs: 4, validation: halves(5) });
    // Once more the last batch, of 2, which is asked whether the last update went wrong.
    expect(read).toBe(50 + 2);
  });

  test('samples in more than one go are all read, with their targets and weights', async () => {
    const { inputs, targets } = allOf(plain(600));
    const oneHot = Matrix.generate(600, 2, (i, j) => (targets.get(i, 0) === j ? 1 : 0));
    const data = withWeights(
      datasetOf(inputs, oneHot),
      Array.from({ length: 600 }, (_, i) => i % 7),
    );
    const model = sequential([dense({ units: 2 })], { inputs: 2, loss: softmaxCrossEntropy });
    const there = await fit(model, data, { ...options, device: plainDevice() });
    expect(bits(there)).toEqual(bits(await fit(model, data, options)));
  });

  test('samples that do not fit into a matrix there come with their batches', async () => {
    const data = plain(50);
    const [enough, tooFew] = [4 * 50 * 2, 4 * 50 * 2 - 1].map((maxBytes) => plainDevice({ maxBytes }));
    const bitsAt = async (device: TrainingDevice): Promise<unknown> =>
      bits(await fit(classifier(), data, { ...options, device }));
    expect(await bitsAt(tooFew)).toEqual(await bitsAt(enough));
    expect([enough.asked.held, tooFew.asked.held]).toEqual([true, false]);
  });

  test.each([[[0]], [[2]], [[6]], [[0, 1, 2]], [[3, 4, 6]], [[1, 3, 5]]])(
    'batches %j of weight 0 change nothing, and are counted where each sample counts once',
    async (light) => {
      const weights = Array.from({ length: 26 }, (_, i) => (light.includes(Math.floor(i / 4)) ? 0 : 1 + (i % 3)));
      const given: FitOptions = { ...everything(3), shuffle: false, validation: halves(9) };
      delete (given as { validationSplit?: number }).validationSplit;
      for (const data of [withWeights(plain(26), weights), shaken(withWeights(halves(26), weights))]) {
        const there = await fit(restless(), data, { ...given, device: plainDevice({ updatesAtOnce: 3 }) });
        expect(bits(there)).toEqual(bits(await fit(restless(), data, given)));
      }
    },
  );

  test('callbacks are told of each update in order, after the last, and see the training as it is then', async () => {
    const seen = async (device?: TrainingDevice): Promise<[BatchRecord[], number[]]> => {
      const [records, steps]: [BatchRecord[], number[]] = [[], []];
      const callback: Callback = {
        onBatchEnd(record, context) {
          records.push(record);
          steps.push(context.state({ view: true }).steps);
        },
      };
      await fit(classifier(), plain(50), {
        ...options,
        epochs: 1,
        batchSize: 12,
        callbacks: [callback],
        ...(device && { device }),
      });
      return [records, steps];
    };
    const [[records], [recordsThere, steps]] = [await seen(), await seen(plainDevice({ updatesAtOnce: 2 }))];
    expect(recordsThere).toEqual(records);
    expect(steps).toEqual([2, 2, 4, 4, 5]);
  });

  test('an abort and a stop come through between the updates that are made at once', async () => {
    const controller = new AbortController();
    const run = (afterUpdate: (stop: (reason: string) => void) => void): Promise<FitResult> => {
      const callbacks: Callback[] = [{ onBatchEnd: (_, { stop }) => afterUpdate(stop) }];
      const device = plainDevice({ updatesAtOnce: 2 });
      return fit(classifier(), halves(50), {
        ...options,
        batchSize: 12,
        signal: controller.signal,
        callbacks,
        device,
      });
    };
    expect(await run((stop) => stop('enough'))).toMatchObject({ stopped: 'stopped', reason: 'enough', steps: 2 });
    expect(await run(() => controller.abort())).toMatchObject({ stopped: 'aborted', steps: 2 });
  });

  test('a training goes on elsewhere, however it was stopped, as if it had never been', async () => {
    const data = shaken(halves(23));
    const places = fc.array(fc.record({ after: fc.integer({ min: 1, max: 8 }), atOnce: fc.nat(4), how: fc.nat(2) }), {
      minLength: 2,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(places, fc.nat(1000), async (stations, seed) => {
        const given = everything(seed);
        const whole = await fit(restless(), data, { ...given, callbacks: lookingOn() });
        let so: { model: Model; training: TrainingState } = { model: restless(), training: undefined as never };
        for (const { after, atOnce, how } of stations) {
          so = await part(so, data, given, {
            after,
            how,
            ...(atOnce > 0 && { device: plainDevice({ updatesAtOnce: atOnce }) }),
          });
        }
        const end = await fit(so.model, data, { ...given, callbacks: lookingOn(), resume: so.training });
        expect(bits(end)).toEqual(bits(whole));
      }),
      { numRuns: 25 },
    );
  });
});

interface Part {
  /** Updates that are made, and those that are made with them. */
  readonly after: number;
  /** 0: it is aborted, 1: a callback throws, 2: a checkpoint is taken. */
  readonly how: number;
  readonly device?: TrainingDevice;
}

/** A part of a training, from where it stood. */
async function part(
  from: { model: Model; training: TrainingState },
  data: Dataset,
  given: FitOptions,
  { after, how, device }: Part,
): Promise<{ model: Model; training: TrainingState }> {
  const controller = new AbortController();
  let made = 0;
  let kept: typeof from | undefined;
  const last: Callback = {
    last: true,
    onBatchEnd(_, { model, state }) {
      if (++made < after || kept) return;
      kept = { model: model(), training: state() };
      if (how === 0) controller.abort();
      if (how === 1) throw new Error('the cat walked over the keyboard');
    },
  };
  try {
    const result = await fit(from.model, data, {
      ...given,
      callbacks: [...lookingOn(), last],
      signal: controller.signal,
      ...(from.training && { resume: from.training }),
      ...(device && { device }),
    });
    return how === 2 && kept ? kept : result;
  } catch (error) {
    if (!isTrainingInterrupted(error)) throw error;
    return error;
  }
}

describe('a device that fails', () => {
  const data = plain(50);
  const broken = (failsAt: number): Promise<unknown> =>
    failure(fit(classifier(), data, { ...options, device: plainDevice({ updatesAtOnce: 3, failsAt }) }));

  test.each([
    [3, 'updates 5 to 7'],
    [4, 'update 8'],
  ])(
    'at call %i ends the training with an error that says that it misses %s, and how to go on',
    async (call, which) => {
      const error = (await broken(call)) as Error;
      expect(error.message).toBe(
        `fit: expected ${which} from the device plain, got the error "the driver was restarted". Nothing before is lost: go on with the model and the training of this error, fit(error.model, data, { ..., resume: error.training }), on another device or without one.`,
      );
      expect(error.cause).toEqual(new Error('the driver was restarted'));
    },
  );

  test('loses its own updates only: gone on with without it, the training is as if nothing had been', async () => {
    const error = await broken(4);
    if (!isTrainingInterrupted(error)) throw error;
    expect([error.training.steps, error.training.epoch, error.history.length]).toEqual([7, 2, 1]);
    const rest = await fit(error.model, data, { ...options, resume: error.training });
    expect(bits(rest)).toEqual(bits(await fit(classifier(), data, options)));
  });

  test('is closed, as is one that did its work', async () => {
    const device = plainDevice({ failsAt: 2 });
    await failure(fit(classifier(), data, { ...options, device }));
    await fit(classifier(), data, { ...options, device, epochs: 1 });
    expect(device.asked).toMatchObject({ opened: 2, closed: 2 });
  });

  test('is told apart from data that do', async () => {
    const model = sequential([dense({ units: 3 })], { inputs: 2, loss: sparseSoftmaxCrossEntropy });
    const labels = unchecked(Matrix.zeros(4, 2), Matrix.column([0, 1, 2, 3]));
    const holes = unchecked(
      Matrix.fromRows([
        [0, 0],
        [0, 1],
        [1, NaN],
        [1, 1],
      ]),
      Matrix.column([0, 1, 1, 0]),
    );
    for (const [dataset, message] of [
      [labels, 'to be class indices from 0 to 2, got 3 for sample 3'],
      [holes, 'fit: expected finite inputs, got NaN in column 1 of sample 2.'],
    ] as const) {
      for (const data of [dataset, shaken(dataset)]) {
        const device = plainDevice();
        await expect(fit(model, data, { ...options, device })).rejects.toThrow(message);
        expect(device.asked.updates).toEqual([]);
      }
    }
  });
});

describe('a training that diverges on a device', () => {
  test.each([1, 2, 3, 7])('says so at the update at which it does without one, %i updates at once', async (atOnce) => {
    const model = sequential([dense({ units: 4 }), dense({ units: 1 })], { inputs: 2, loss: halfSquaredError });
    const given = { optimizer: sgd({ learningRate: 3 }), epochs: 50, batchSize: 16, seed: 2 };
    const [here, there] = [
      await failure(fit(model, plain(64), given)),
      await failure(fit(model, plain(64), { ...given, device: plainDevice({ updatesAtOnce: atOnce }) })),
    ];
    if (!isTrainingDiverged(here) || !isTrainingDiverged(there)) throw there;
    expect(there.message).toBe(here.message);
    expect(there.message).toMatch(/at epoch \d+, step [234]\./);
    expect(there.model.parameters).toEqual(here.model.parameters);
    expect(there.training.steps).toEqual(here.training.steps);
  });

  test('in its very last update is found out', async () => {
    const model = sequential([dense({ units: 1 })], { inputs: 2, loss: halfSquaredError });
    const given = { optimizer: sgd({ learningRate: 1e300 }), epochs: 1, batchSize: 16, device: plainDevice() };
    await expect(fit(model, plain(16), given)).rejects.toThrow('after the update at epoch 1, step 1');
  });
});

describe('the option device', () => {
  test('of a device for which plain TypeScript is faster trains as without it', async () => {
    const device: TrainingDevice = { backend: 'reference', maxBytes: Infinity, compileTraining: null };
    const there = await fit(classifier(), halves(50), { ...options, device });
    expect(bits(there)).toEqual(bits(await fit(classifier(), halves(50), options)));
  });

  test('passes on what the device says of a model that it cannot train, before anything is made', async () => {
    const told: string[] = [];
    const device: TrainingDevice = {
      backend: 'picky',
      maxBytes: Infinity,
      compileTraining() {
        throw new RangeError('compileTraining: expected layers that the GPU has, got "odd". Train without a device.');
      },
    };
    const callbacks: Callback[] = [{ onTrainBegin: () => void told.push('begin') }];
    const error = await failure(fit(classifier(), halves(50), { ...options, device, callbacks }));
    expect(String(error)).toContain('got "odd". Train without a device.');
    expect(isTrainingInterrupted(error)).toBe(false);
    expect(told).toEqual([]);
  });

  test('gives the device the optimizer, the clipping, the size of batches and all samples', async () => {
    const seen: unknown[] = [];
    const device = plainDevice();
    const noting: TrainingDevice = {
      ...device,
      compileTraining(model, given) {
        const { optimizer, clipping, batchSize, samples } = given;
        seen.push(optimizer, clipping, batchSize, samples?.inputs.length, samples?.targets.length);
        return device.compileTraining!(model, given);
      },
    };
    const given = { optimizer: momentum(), clipping: clipByGlobalNorm({ limit: 1 }) };
    await fit(classifier(), plain(20), { ...options, ...given, device: noting });
    expect(seen).toEqual([given.optimizer, given.clipping, 16, 40, 20]);
  });

  test.each([
    ['a promise of one', Promise.resolve(plainDevice())],
    ['string', 'webgpu'],
    ['null', null],
  ])('that is %s is refused', async (got, device) => {
    await expect(fit(classifier(), halves(50), { ...options, device: device as never })).rejects.toThrow(
      new TypeError(
        `fit: expected device to be what openDevice of @handgrad/gpu gives, got ${got}. Write device: await openDevice(), or leave it out.`,
      ),
    );
  });

  test('leaves the generator of the data set as it is when it looks whether samples vary', async () => {
    const drawn: number[][] = [];
    const noting: Dataset = {
      ...halves(8),
      batch(indices, into, random) {
        if (random) drawn.push([...random.state()]);
        return shaken(halves(8)).batch(indices, into, random);
      },
    };
    await fit(classifier(), noting, { ...options, batchSize: 8, device: plainDevice() });
    // First to look, then for the first update: from the same state.
    expect(drawn[1]).toEqual(drawn[0]);
    expect(drawn[2]).not.toEqual(drawn[1]);
  });
});
