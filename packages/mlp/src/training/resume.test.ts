import { metrics, type Dataset } from '@handgrad/core-math';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { halves } from '../../test/data.test-support.js';
import {
  batchNormalization,
  binaryCrossEntropyFromLogits,
  clipByGlobalNorm,
  dense,
  dropout,
  earlyStopping,
  fit,
  isTrainingInterrupted,
  optimizers,
  sequential,
  tanh,
  type Callback,
  type FitOptions,
  type FitResult,
  type Model,
  type TrainingState,
} from '../index.js';
import { classifier, options, shaken } from './classifier.test-support.js';

/** Every kind of thing that has a state: what draws, what keeps statistics, what counts. */
const restless = (): Model =>
  sequential([dense({ units: 4 }), batchNormalization(), tanh(), dropout({ rate: 0.3 }), dense({ units: 1 })], {
    inputs: 2,
    loss: binaryCrossEntropyFromLogits,
  });

/** A callback that counts, and keeps the count. */
function counter(): Callback {
  let count = 0;
  return {
    name: 'counter',
    onEpochBegin: () => void count++,
    onBatchEnd: () => void (count += 10),
    onEpochEnd: () => void (count += 1000),
    state: () => ({ data: { count } }),
    restore: ({ data }) => void ({ count } = data as { count: number }),
  };
}

const data = shaken(halves(23));
const updates = 5 * 5;
const settings = (optimizer: FitOptions['optimizer'], seed: number): FitOptions => ({
  optimizer,
  seed,
  epochs: 5,
  batchSize: 4,
  validationSplit: 0.2,
  classWeights: 'balanced',
  metrics: [metrics.binaryAccuracy],
  clipping: clipByGlobalNorm({ limit: 0.5 }),
});
// Of few samples, so that there are epochs without an improvement.
const lookingOn = (): Callback[] => [earlyStopping({ patience: 3, monitor: 'validationAccuracy' }), counter()];

interface Stopped {
  readonly model: Model;
  readonly training: TrainingState;
}

/** Ways to end up with a model and a training after a number of updates. */
const ways = {
  async aborted(from: Stopped | undefined, after: number, given: FitOptions): Promise<Stopped> {
    const controller = new AbortController();
    return run(from, { ...given, signal: controller.signal }, ({ steps }) => {
      if (steps === after) controller.abort();
    });
  },
  async stopped(from: Stopped | undefined, after: number, given: FitOptions): Promise<Stopped> {
    return run(from, given, ({ steps }, stop) => {
      if (steps === after) stop('for now');
    });
  },
  /** The copies that a checkpoint takes while training goes on. */
  async saved(from: Stopped | undefined, after: number, given: FitOptions): Promise<Stopped> {
    let kept: Stopped | undefined;
    const result = await run(from, given, (now) => {
      if (now.steps === after) kept = { model: now.model(), training: now.training() };
    });
    return kept ?? result;
  },
  async thrown(from: Stopped | undefined, after: number, given: FitOptions): Promise<Stopped> {
    try {
      return await run(from, given, ({ steps }) => {
        if (steps === after) throw new Error('the cat walked over the keyboard');
      });
    } catch (error) {
      if (!isTrainingInterrupted(error)) throw error;
      return { model: error.model, training: error.training };
    }
  },
};

type Moment = { steps: number; model: () => Model; training: () => TrainingState };

function run(
  from: Stopped | undefined,
  given: FitOptions,
  afterUpdate: (moment: Moment, stop: (reason: string) => void) => void,
): Promise<FitResult> {
  const last: Callback = {
    last: true,
    onBatchEnd(_, { model, state, stop }) {
      const { steps } = state({ view: true });
      afterUpdate({ steps, model, training: state }, stop);
    },
  };
  return fit(from?.model ?? restless(), data, {
    ...given,
    callbacks: [...lookingOn(), last],
    ...(from && { resume: from.training }),
  });
}

/** All that has to be the same, to the bit: everything but the time it took. */
function bits({ model, training, history, stopped, steps }: FitResult): unknown {
  const timeless = (records: FitResult['history']): unknown => records.map((record) => ({ ...record, seconds: 0 }));
  return {
    parameters: model.parameters,
    statistics: model.statistics,
    training: { ...training, history: timeless(training.history) },
    history: timeless(history),
    stopped,
    steps,
  };
}

describe('a training that is interrupted and resumed ends with the bits of one that is not', () => {
  const breaks = fc.uniqueArray(fc.integer({ min: 1, max: updates }), { minLength: 1, maxLength: 3 });
  const way = fc.constantFrom(...(Object.keys(ways) as (keyof typeof ways)[]));

  test.each(Object.values(optimizers))('after any update, in any way, with $name', async (optimizer) => {
    await fc.assert(
      fc.asyncProperty(breaks, fc.array(way, { minLength: 3, maxLength: 3 }), fc.nat(1000), async (at, how, seed) => {
        const given = settings(optimizer, seed);
        const whole = await fit(restless(), data, { ...given, callbacks: lookingOn() });
        let so: Stopped | undefined;
        for (const [i, after] of at.toSorted((a, b) => a - b).entries()) so = await ways[how[i]](so, after, given);
        const { model, training } = so!;
        const end = await fit(model, data, { ...given, callbacks: lookingOn(), resume: training });
        expect(bits(end)).toEqual(bits(whole));
      }),
      { numRuns: 6 },
    );
  });
});

describe('a training to resume', () => {
  const small = halves(20);
  const given = { ...options, batchSize: 8, metrics: [metrics.binaryAccuracy] };
  const first = (epochs = 2): Promise<FitResult> => fit(classifier(), small, { ...given, epochs });
  const midway = (): Promise<FitResult> =>
    fit(classifier(), small, { ...given, callbacks: [{ onBatchEnd: (_, { stop }) => stop('in the middle') }] });
  const resumed = (
    { model, training }: Stopped,
    change: Partial<FitOptions> = {},
    dataset: Dataset = small,
  ): Promise<FitResult> => fit(model, dataset, { ...given, resume: training, ...change });
  const damaged = async (change: Partial<TrainingState>): Promise<FitResult> => {
    const { model, training } = await midway();
    return resumed({ model, training: { ...training, ...change } });
  };

  test('that is finished returns at once, as it is', async () => {
    const done = await first();
    const again = await resumed(done, { epochs: 2 });
    expect(bits(again)).toEqual(bits(done));
    expect(again.stopped).toBe('finished');
  });

  test('tells of the beginning of an epoch only when the epoch begins', async () => {
    const begun: number[] = [];
    const callbacks = [{ onEpochBegin: (epoch: number) => void begun.push(epoch) }];
    await resumed(await midway(), { callbacks });
    expect(begun).toEqual([2, 3]);
  });

  test.each([
    ['another batch size', { batchSize: 4 }, small, '20 in batches of 4'],
    ['more samples', {}, halves(21), '21 in batches of 8'],
    ['a part of them kept back', { validationSplit: 0.1 }, small, '18 in batches of 8'],
  ])('with %s says what there were and what there are', async (_, change, dataset, got) => {
    await expect(resumed(await first(), change, dataset)).rejects.toThrow(
      new RangeError(
        `fit: expected 20 samples in batches of 8, as in the training to resume, got ${got}. Give the same data, validationSplit and batchSize, or leave resume out.`,
      ),
    );
  });

  test('with fewer epochs than it has says how many there are', async () => {
    await expect(resumed(await first(3), { epochs: 2 })).rejects.toThrow(
      'fit: expected at least 3 epochs, got 2: so many are done in the training to resume. Count from its beginning: epochs: 5 makes two more.',
    );
  });

  test('with another optimizer names both', async () => {
    await expect(resumed(await first(), { optimizer: optimizers.momentum })).rejects.toThrow(
      'fit: expected an optimizer state of momentum to resume, with velocity, got firstMoment, secondMoment at step 6.',
    );
  });

  test('with another model says what does not fit', async () => {
    const { training } = await first();
    const model = sequential([dense({ units: 3 }), tanh(), dense({ units: 1 })], {
      inputs: 2,
      loss: binaryCrossEntropyFromLogits,
    });
    await expect(resumed({ model, training })).rejects.toThrow(
      'fit: expected firstMoment of shape 2 x 3 for "dense1.weights" to resume, got 2 x 4.',
    );
  });

  test('without the callbacks whose states it has names them', async () => {
    const callbacks = [...lookingOn(), { ...counter(), name: 'other' }];
    const done = await fit(classifier(), small, { ...given, epochs: 1, callbacks, validation: small });
    await expect(resumed(done, { callbacks: [counter()] })).rejects.toThrow(
      'fit: expected the callbacks whose states are in the training to resume, got none of the name "earlyStopping", "other". Pass the same callbacks as before, or drop what they know: resume: { ...training, callbacks: {} }.',
    );
    const { model, training } = done;
    await expect(resumed({ model, training: { ...training, callbacks: {} } })).resolves.toBeDefined();
  });

  test('with other metrics is refused in mid-epoch, for their sums are missing, and fine between two epochs', async () => {
    const more = { metrics: [metrics.binaryAccuracy, metrics.meanSquaredError] };
    await expect(resumed(await midway(), more)).rejects.toThrow(
      'fit: expected sums of accuracy, loss, metrics.binaryAccuracy, metrics.meanSquaredError to resume in mid-epoch, got accuracy, loss, metrics.binaryAccuracy. Ask for the same metrics as before.',
    );
    const { history } = await resumed(await first(), more);
    expect(Object.keys(history[2].metrics!)).toEqual(['binaryAccuracy', 'meanSquaredError']);
  });

  test.each([null, 5, 'training', {}, []])('that is %j is refused', async (resume) => {
    await expect(fit(classifier(), small, { ...given, resume: resume as unknown as TrainingState })).rejects.toThrow(
      /^fit: expected resume to be the training of an earlier fit, got/,
    );
  });

  test.each([
    ['epoch', 0],
    ['epoch', 2],
    ['epoch', 1.5],
    ['epoch', NaN],
    ['step', 4],
    ['step', -1],
    ['steps', 7],
    ['history', [{}]],
    ['orderState', []],
    ['orderState', [0, 0, 0, 0]],
    ['noiseState', [1, 2, 3, NaN]],
    ['sums', {}],
    ['sums', null],
    ['history', null],
    ['settings', null],
    ['settings', {}],
    ['callbacks', undefined],
    ['optimizerState', null],
    ['optimizerState', {}],
    ['optimizerState', { step: 1, slots: {} }],
    ['optimizerState', { step: 1, slots: { firstMoment: {}, secondMoment: {} } }],
  ])('with a damaged %s, %j, is refused', async (part, value) => {
    await expect(damaged({ [part]: value })).rejects.toThrow(/^fit: expected .*, got .*\. [A-Z].*\.$/s);
  });
});
