/** What one epoch came to. All but `seconds` is the same for the same seed. */
export interface EpochRecord {
  /** Counted from 1. */
  readonly epoch: number;
  /** The mean loss of the epoch's batches, each measured before its update. */
  readonly loss: number;
  /** The share of right classes, measured likewise; absent where targets are no classes. */
  readonly accuracy?: number;
  /** On the validation data after the epoch. */
  readonly validationLoss?: number;
  readonly validationAccuracy?: number;
  /** How long the epoch took. */
  readonly seconds: number;
}

/** What `onBatchEnd` is told after each update. */
export interface BatchRecord {
  readonly epoch: number;
  readonly epochs: number;
  /** The update within the epoch, counted from 1. */
  readonly step: number;
  /** Updates an epoch. */
  readonly steps: number;
  /** The loss of this batch, before its update. */
  readonly loss: number;
  readonly accuracy?: number;
  /** The means over the epoch so far. */
  readonly meanLoss: number;
  readonly meanAccuracy?: number;
}

/** Means over batches of different sizes, weighted by their samples. */
export interface Tally {
  readonly add: (samples: number, loss: number, accuracy: number | undefined) => void;
  readonly loss: () => number;
  readonly accuracy: () => number | undefined;
}

export function tally(): Tally {
  let samples = 0;
  let losses = 0;
  let right = 0;
  let rated = false;
  return {
    add(count, loss, accuracy) {
      samples += count;
      losses += count * loss;
      if (accuracy === undefined) return;
      rated = true;
      right += count * accuracy;
    },
    loss: () => losses / samples,
    accuracy: () => (rated ? right / samples : undefined),
  };
}
