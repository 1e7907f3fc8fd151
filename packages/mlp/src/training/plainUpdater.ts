import type { Batch } from '@handgrad/core-math';
import { batchFrom } from '../model/batchFrom.js';
import { checkBatch, forSamples } from './checkData.js';
import { overwrite } from './run.js';
import { trainingStep } from './trainingStep.js';
import type { Sampled, Updater } from './updater.js';

/** The layers as they are written: one update after the other. */
export const plainUpdater: Updater<Sampled & Batch> = Object.freeze<Updater<Sampled & Batch>>({
  atOnce: 1,
  fetch({ dataset, noise }, indices, place) {
    const batch = batchFrom('fit', dataset, indices, place, noise);
    checkBatch('fit', batch, indices);
    return { ...batch, indices };
  },
  learn: (run, batches) =>
    batches.map((batch) => {
      const { model, options, optimizer, optimizerState, parameters, statistics, noise, workspace } = run;
      const { clipping } = options;
      run.halfway = true;
      const done = forSamples('fit', batch.indices, () =>
        trainingStep(model, batch, optimizer, optimizerState, {
          parameters,
          statistics,
          random: noise,
          ...(clipping && { clipping }),
          workspace,
          inPlace: true,
        }),
      );
      overwrite('fit', statistics, done.statistics);
      run.optimizerState = done.state;
      return done;
    }),
  close: () => undefined,
});
