import { map, Matrix, metrics, type Metric } from '@handgrad/core-math';
import { describe, expect, test } from 'vitest';
import { halves, unchecked, xor } from '../../test/data.test-support.js';
import {
  adam,
  dense,
  evaluate,
  fit,
  halfSquaredError,
  isTrainingDiverged,
  isTrainingInterrupted,
  predict,
  relu,
  sequential,
  sgd,
  sigmoid,
  sparseSoftmaxCrossEntropy,
  type FitOptions,
  type Model,
  type Optimizer,
  type Parameters,
} from '../index.js';
import { classifier, options } from './classifier.test-support.js';

type Arguments<F> = F extends (...given: infer Given) => unknown ? Given : never;

const allNaN = (gradients: Parameters): Parameters =>
  Object.fromEntries(Object.entries(gradients).map(([name, g]) => [name, map(g, () => NaN)]));

describe('a loss that is not finite', () => {
  const steep = (): Model =>
    sequential([dense({ units: 4 }), relu(), dense({ units: 1 })], { inputs: 2, loss: halfSquaredError });
  const diverge = (optimizer = sgd({ learningRate: 1e6 }), epochs = 50): Promise<unknown> =>
    fit(steep(), halves(64), { optimizer, epochs, batchSize: 16 }).catch((error: unknown) => error);

  test('stops training and says at which epoch and step, and what to try', async () => {
    const error = await diverge();
    expect(isTrainingDiverged(error)).toBe(true);
    expect(String(error)).toMatch(
      /^TrainingDiverged: fit: expected a finite loss, got .* at epoch \d+, step \d+\. Try a learning rate/,
    );
  });

  test('loses nothing: the error carries the history and a model that still works', async () => {
    const error = await diverge(sgd({ learningRate: 9 }));
    if (!isTrainingDiverged(error)) throw error;
    expect(error.history).toHaveLength(error.epoch - 1);
    expect(Object.values(error.model.parameters).every(({ data }) => data.every(Number.isFinite))).toBe(true);
    expect(Number.isFinite((await evaluate(error.model, halves(64))).loss)).toBe(true);
  });

  test('carries it where printing the error does not show it', async () => {
    const error = await diverge();
    expect(Object.keys(error as object)).toEqual(['name', 'epoch', 'step']);
    expect(isTrainingInterrupted(error)).toBe(true);
  });

  test('the model it carries is that of the last epoch that began well', async () => {
    const rule = sgd({ learningRate: 0.1 });
    // Four updates an epoch; the tenth, the second of epoch 3, breaks the parameters, and the next loss shows it.
    const breaking: Optimizer = {
      ...rule,
      step: (parameters, gradients, state, into) =>
        rule.step(parameters, state.step === 9 ? allNaN(gradients) : gradients, state, into),
    };
    const ends: Model[] = [];
    const error = await fit(steep(), halves(64), {
      optimizer: breaking,
      epochs: 5,
      batchSize: 16,
      callbacks: [{ onEpochEnd: (_, { model }) => void ends.push(model()) }],
    }).catch((reason: unknown) => reason);
    if (!isTrainingDiverged(error)) throw error;
    expect([error.epoch, error.step, error.history.length]).toEqual([3, 3, 2]);
    expect(error.model.parameters).toEqual(ends[1].parameters);
  });

  test('in the last update is found before a broken model is returned', async () => {
    // One update: the loss before it is finite, the parameters after it are not.
    const huge = unchecked(Matrix.fromRows([[1e200, 0]]), Matrix.column([-1e100]));
    const model = sequential([dense({ units: 1 })], { inputs: 2, loss: halfSquaredError });
    const scaled = { ...model, parameters: { ...model.parameters, 'dense1.weights': Matrix.column([1e-100, 0]) } };
    const training = fit(scaled, huge, { optimizer: sgd({ learningRate: 1e100 }), epochs: 1 });
    await expect(training).rejects.toThrow(/got NaN or Infinity in dense1\.weights at epoch 1, step 1/);
  });

  test('after the last update is found too, although all parameters are finite', async () => {
    const model = sequential([dense({ units: 1 })], { inputs: 2, loss: halfSquaredError });
    const training = fit(model, xor(), { optimizer: sgd({ learningRate: 1e300 }), epochs: 1 });
    const error = await training.catch((reason: unknown) => reason);
    if (!isTrainingDiverged(error)) throw error;
    expect(error.message).toContain('got a loss of Infinity after the update at epoch 1, step 1');
    expect(error.model.parameters).toEqual(model.parameters);
    expect(error.history).toEqual([]);
  });

  test('gives back all states of the epoch that failed: begun again from them, it is the same', async () => {
    const rule = adam({ learningRate: 0.05 });
    let breaks = true;
    const once: Optimizer = {
      ...rule,
      step: (parameters, gradients, state, into) =>
        rule.step(parameters, breaks && state.step === 9 ? allNaN(gradients) : gradients, state, into),
    };
    const data = halves(64);
    const settings = { optimizer: once, batchSize: 16 };
    const error = await fit(steep(), data, { ...settings, epochs: 3 }).catch((reason: unknown) => reason);
    if (!isTrainingDiverged(error)) throw error;
    breaks = false;
    const { model, training } = error;
    expect([training.optimizerState.step, training.epoch, training.step]).toEqual([8, 3, 0]);
    const mended = await fit(model, data, { ...settings, epochs: 3, resume: training });
    const whole = await fit(steep(), data, { ...settings, epochs: 3 });
    expect(mended.model.parameters).toEqual(whole.model.parameters);
  });
});

describe('an error within an update', () => {
  const data = halves(20);
  const rule = adam({ learningRate: 0.05 });
  let breaks = true;
  const written: Optimizer = {
    ...rule,
    step(parameters, gradients, state, into) {
      const done = rule.step(parameters, gradients, state, into);
      if (breaks && state.step === 7) throw new Error('the thread was lost');
      return done;
    },
  };
  const counting: Metric = {
    ...metrics.binaryAccuracy,
    container: () => {
      const container = metrics.binaryAccuracy.container!();
      let updates = 0;
      return {
        ...container,
        update(...batch: Arguments<typeof container.update>) {
          container.update(...batch);
          if (breaks && ++updates === 8) throw new Error('the thread was lost');
        },
      };
    },
  };

  test.each([
    ['an optimizer that has already written', { optimizer: written }],
    ['a metric', { optimizer: rule, metrics: [counting] }],
  ])('of %s carries the beginning of the epoch: gone on from there, it is the same', async (_, given) => {
    breaks = true;
    const settings = { ...options, ...given, batchSize: 4, epochs: 3 };
    const error: unknown = await fit(classifier(), data, settings).catch((reason: unknown) => reason);
    if (!isTrainingInterrupted(error)) throw error;
    const { model, training, history } = error;
    expect(error.message).toBe('the thread was lost');
    expect([training.epoch, training.step, training.optimizerState.step, history.length]).toEqual([2, 0, 5, 1]);
    breaks = false;
    const rest = await fit(model, data, { ...settings, resume: training });
    expect(rest.model.parameters).toEqual((await fit(classifier(), data, settings)).model.parameters);
  });
});

describe('bad input', () => {
  test('throws without options', async () => {
    await expect(fit(classifier(), xor(), undefined as never)).rejects.toThrow(
      new TypeError(
        'fit: expected options such as { optimizer: adam({ learningRate: 0.001 }), epochs: 5 }, got undefined. Pass them as the third argument.',
      ),
    );
  });

  test.each([
    ['inputs of fewer rows', Matrix.zeros(3, 2), Matrix.zeros(4, 1), '3 x 2 inputs and 4 x 1 targets'],
    ['inputs of other columns', Matrix.zeros(4, 3), Matrix.zeros(4, 1), '4 x 3 inputs and 4 x 1 targets'],
    ['targets of fewer rows', Matrix.zeros(4, 2), Matrix.zeros(1, 1), '4 x 2 inputs and 1 x 1 targets'],
    ['targets of other columns', Matrix.zeros(4, 2), Matrix.zeros(4, 2), '4 x 2 inputs and 4 x 2 targets'],
  ])('says what was asked and what came when a batch has %s', async (_, inputs, targets, got) => {
    const data = { ...xor(), batch: () => ({ inputs, targets }) };
    const message = `expected a batch of 4 x 2 inputs and 4 x 1 targets, got ${got}.`;
    await expect(fit(classifier(), data, options)).rejects.toThrow(`fit: ${message}`);
    await expect(evaluate(classifier(), data)).rejects.toThrow(`evaluate: ${message}`);
    expect(() => predict(classifier(), data)).toThrow(`predict: ${message}`);
  });

  const bad = (change: Partial<FitOptions>): Promise<unknown> => fit(classifier(), xor(), { ...options, ...change });

  test.each([0, -1, 1.5, NaN, Infinity])('throws for %s epochs', async (epochs) => {
    await expect(bad({ epochs })).rejects.toThrow(/fit: expected epochs to be a whole number above 0, got/);
  });

  test.each([0, -1, 1.5, NaN])('throws for a batch size of %s', async (batchSize) => {
    await expect(bad({ batchSize })).rejects.toThrow(/fit: expected batchSize to be a whole number above 0, got/);
    await expect(evaluate(classifier(), xor(), { batchSize })).rejects.toThrow(/evaluate: expected batchSize/);
  });

  test.each([
    ['batch_size', 'batchSize'],
    ['validationData', 'validation'],
  ])('throws for the option %s, which there is not, and names the nearest', async (name, nearest) => {
    await expect(bad({ [name]: 1 })).rejects.toThrow(
      `fit (options): expected one of optimizer, epochs, batchSize, seed, shuffle, validation, validationSplit, classWeights, metrics, weightedMetrics, clipping, device, callbacks, resume, signal, got "${name}". Did you mean "${nearest}"?`,
    );
  });

  test('says where a hook belongs that was given as an option', async () => {
    await expect(bad({ onEpochEnd: () => undefined } as never)).rejects.toThrow(
      'fit (options): expected onEpochEnd as part of a callback, got it as an option. Write callbacks: [{ onEpochEnd(record, context) { ... } }].',
    );
  });

  test.each([
    ['an array', [[1, 2]]],
    ['null', null],
    ['undefined', undefined],
    ['object', { size: 1 }],
  ])('says how to make a data set from rows of numbers when it gets %s', async (got, rows) => {
    const remedy = 'Make one from rows of numbers: datasetOf(Matrix.fromRows(inputs), Matrix.fromRows(targets)); ';
    const message = (caller: string): TypeError =>
      new TypeError(`${caller}: expected a data set, got ${got}. ${remedy}datasetOf is of @handgrad/datasets.`);
    await expect(fit(classifier(), rows as never, options)).rejects.toThrow(message('fit'));
    await expect(fit(classifier(), xor(), { ...options, validation: [[1, 2]] as never })).rejects.toThrow(
      'fit (validation): expected a data set, got an array.',
    );
    await expect(evaluate(classifier(), rows as never)).rejects.toThrow(message('evaluate'));
    expect(() => predict(classifier(), rows as never)).toThrow(
      new TypeError(
        `predict: expected a Matrix or a data set, got ${got}. ${remedy}Matrix.fromRows(inputs) is enough here.`,
      ),
    );
  });

  test('a matrix is data to predict, not to learn from', async () => {
    await expect(fit(classifier(), Matrix.zeros(1, 2) as never, options)).rejects.toThrow(
      'fit: expected a data set, got a Matrix.',
    );
  });

  test('throws for a clipping that is none', async () => {
    await expect(bad({ clipping: 1 as never })).rejects.toThrow(
      'fit: expected a clipping such as clipByGlobalNorm({ limit: 1 }), got number.',
    );
  });

  test('throws without an optimizer', async () => {
    await expect(bad({ optimizer: adam as never })).rejects.toThrow(
      'fit: expected an optimizer such as adam({ learningRate: 0.001 }), got function',
    );
  });

  test('throws for an empty data set', async () => {
    const empty = unchecked(Matrix.zeros(0, 2), Matrix.zeros(0, 1));
    await expect(fit(classifier(), empty, options)).rejects.toThrow(
      'fit: expected at least 1 sample, got an empty data set.',
    );
    await expect(evaluate(classifier(), empty)).rejects.toThrow('evaluate: expected at least 1 sample');
    await expect(bad({ validation: empty })).rejects.toThrow('fit (validation): expected at least 1 sample');
  });

  test('says both numbers when samples do not fit the model', async () => {
    const wide = unchecked(Matrix.zeros(4, 3), Matrix.zeros(4, 1));
    await expect(fit(classifier(), wide, options)).rejects.toThrow('fit: expected samples of 2 inputs, got 3.');
    const many = unchecked(Matrix.zeros(4, 2), Matrix.zeros(4, 10));
    await expect(fit(classifier(), many, options)).rejects.toThrow(
      'expected targets of 1 column for binaryCrossEntropyFromLogits over 1 outputs, got 10. Give the last layer 10 units.',
    );
  });

  test.each([NaN, Infinity])('names the sample when there is %s in the data', async (x) => {
    const data = unchecked(
      Matrix.fromRows([
        [0, 0],
        [0, 1],
        [1, x],
        [1, 1],
      ]),
      Matrix.column([0, 1, 1, 0]),
    );
    const message = `expected finite inputs, got ${x} in column 1 of sample 2.`;
    await expect(fit(classifier(), data, options)).rejects.toThrow(`fit: ${message}`);
    await expect(evaluate(classifier(), data)).rejects.toThrow(`evaluate: ${message}`);
    const targets = unchecked(Matrix.zeros(4, 2), Matrix.column([0, x, 1, 0]));
    await expect(fit(classifier(), targets, options)).rejects.toThrow(/^fit: expected targets .* for sample 1/);
  });

  test('names the sample when a label is out of range', async () => {
    const model = sequential([dense({ units: 3 })], { inputs: 2, loss: sparseSoftmaxCrossEntropy });
    for (const label of [3, -1, 0.5]) {
      const data = unchecked(Matrix.zeros(4, 2), Matrix.column([0, 1, 2, label]));
      const message = new RegExp(
        `expected targets of sparseSoftmaxCrossEntropy to be class indices from 0 to 2, got ${label} for sample 3`,
      );
      await expect(fit(model, data, options)).rejects.toThrow(message);
      await expect(evaluate(model, data)).rejects.toThrow(message);
    }
  });

  test('says what to do when one-hot and class index are mixed up', async () => {
    const model = sequential([dense({ units: 3 })], { inputs: 2, loss: sparseSoftmaxCrossEntropy });
    const data = unchecked(Matrix.zeros(4, 2), Matrix.zeros(4, 3));
    await expect(fit(model, data, options)).rejects.toThrow('Load class indices, or use the head for one-hot targets.');
  });

  test('a softmax over one output is refused', async () => {
    const model = sequential([dense({ units: 1 }), sigmoid()], { inputs: 2, loss: sparseSoftmaxCrossEntropy });
    await expect(fit(model, xor(), options)).rejects.toThrow(
      'expected a network with at least 2 outputs, one a class, got 1.',
    );
  });
});
