import type { Batch, Matrix, Metric, MetricContainer, Workspace } from '@handgrad/core-math';
import type { Head } from '../contracts.js';

/** Metrics to watch, by name in the records. */
export interface WatchedMetrics {
  /** Each sample counts once, as in Keras. */
  readonly metrics?: readonly Metric[];
  /** Each sample counts with its weight. */
  readonly weightedMetrics?: readonly Metric[];
}

/** What a batch came to. */
export interface Rated {
  readonly loss: number;
  readonly accuracy?: number | undefined;
  /** What the last layer gave. */
  readonly outputs: Matrix;
}

/** How well a model does on all batches since the last reset: sums and counts, never a mean of means. */
export interface Score {
  readonly add: (batch: Omit<Batch, 'inputs'>, rated: Rated) => void;
  /** Each batch counted by the total weight of its samples. */
  readonly loss: () => number;
  /** The total weight of all samples. */
  readonly weight: () => number;
  readonly accuracy: () => number | undefined;
  readonly metrics: () => Readonly<Record<string, number>> | undefined;
  readonly reset: () => void;
  /** All that is needed to go on from here, by name. */
  readonly state: () => Readonly<Record<string, Float64Array>>;
  readonly restore: (state: Readonly<Record<string, Float64Array>>) => void;
}

/** @throws RangeError when two metrics have one name; TypeError for what is no metric. */
export function scoreOf(caller: string, head: Head, watched: WatchedMetrics, workspace: Workspace): Score {
  const rows = containersOf(caller, watched);
  /** The sum of weight times loss, and of the weights. */
  const losses = new Float64Array(2);
  /** The number of right classes, and of samples. */
  const right = new Float64Array(2);
  // A loss of NaN comes from outputs that stand for nothing: no class, no metric.
  const broken = (): boolean => Number.isNaN(losses[0]);
  const share = (): number => (broken() ? NaN : right[0] / right[1]);

  return {
    add(batch, { loss, accuracy, outputs }) {
      const weight = totalWeight(batch);
      losses[0] += weight * loss;
      losses[1] += weight;
      right[0] += batch.targets.rows * (accuracy ?? 0);
      right[1] += batch.targets.rows;
      if (rows.length === 0 || broken()) return;
      const predictions = head.predict(outputs, workspace.take('predictions', outputs.rows, outputs.columns));
      for (const { container, weighted } of rows) {
        container.update(predictions, batch.targets, weighted ? batch.weights : undefined);
      }
    },
    loss: () => losses[0] / losses[1],
    weight: () => losses[1],
    accuracy: () => (head.accuracy ? share() : undefined),
    metrics: () =>
      rows.length === 0
        ? undefined
        : Object.fromEntries(rows.map(({ name, container }) => [name, broken() ? NaN : container.result()])),
    reset() {
      losses.fill(0);
      right.fill(0);
      for (const { container } of rows) container.reset();
    },
    state: () => ({
      loss: losses.slice(),
      ...(head.accuracy && { accuracy: right.slice() }),
      ...Object.fromEntries(rows.map(({ name, container }) => [`metrics.${name}`, container.state()])),
    }),
    restore(state) {
      losses.set(state['loss']);
      if (head.accuracy) right.set(state['accuracy']);
      for (const { name, container } of rows) container.restore(state[`metrics.${name}`]);
    },
  };
}

/** How much a batch counts: the sum of its weights, or the number of its samples. */
function totalWeight({ targets, weights }: Omit<Batch, 'inputs'>): number {
  return weights ? weights.reduce((sum, weight) => sum + weight, 0) : targets.rows;
}

interface Row {
  readonly name: string;
  readonly container: MetricContainer;
  readonly weighted: boolean;
}

function containersOf(caller: string, { metrics = [], weightedMetrics = [] }: WatchedMetrics): Row[] {
  const taken = new Set<string>();
  const row = (metric: Metric, weighted: boolean): Row => {
    if (metric?.kind !== 'metric' || !metric.container) {
      throw new TypeError(
        `${caller}: expected metrics such as metrics.accuracy of @handgrad/core-math, got ${typeof metric}. Pass entries of that registry, or objects of their shape with a container.`,
      );
    }
    const { name } = metric;
    if (taken.has(name)) {
      throw new RangeError(
        `${caller}: expected metrics of different names, got "${name}" twice. Leave one out, or give it a name of its own: { ...metric, name: '${name}2' }.`,
      );
    }
    taken.add(name);
    return { name, container: metric.container(), weighted };
  };
  return [...metrics.map((metric) => row(metric, false)), ...weightedMetrics.map((metric) => row(metric, true))];
}
