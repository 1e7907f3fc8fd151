import { lineChart, type Series } from '../charts/lineChart.js';
import { movingMean } from '../charts/movingMean.js';
import { thin } from '../charts/thin.js';
import type { Markup } from '../markup.js';
import { counted, formatCount, formatNumber, formatPercent } from '../numbers.js';
import type { EpochData } from '../reportData.js';
import { figure } from './section.js';

/** More points than this, on a curve some 300 units wide, could not be told apart. */
export const mostPoints = 600;

/** The loss of every step, thinned, and its moving mean. */
export function stepCurve(batches: readonly number[] | undefined): Markup | false {
  if (batches === undefined || batches.length === 0) return false;
  const reach = Math.floor(batches.length / 100);
  const mean = movingMean(batches, reach);
  const smooth: Series = { name: 'mean', look: 'first', points: thin(mean, mostPoints), marked: true };
  const each: Series = { name: 'each step', look: 'faint', points: thin(batches, mostPoints) };
  const picture = lineChart({
    label: `Loss over ${counted(batches.length, 'step')}: from ${formatNumber(mean[0]!, 3)} to ${formatNumber(mean.at(-1)!, 3)}.`,
    x: 'step',
    y: 'loss',
    series: reach > 0 ? [each, smooth] : [smooth],
    format: (loss) => formatNumber(loss, 2),
    scale: spread(batches) > 20 ? 'log' : 'linear',
  });
  const smoothed = reach > 0 ? ` The strong curve is the mean of ${formatCount(2 * reach + 1)} steps.` : '';
  const thinned =
    batches.length > mostPoints ? ` Of ${formatCount(batches.length)} steps, the peaks and hollows are drawn.` : '';
  return figure(
    picture,
    `The loss of each step, on the batch that it learned from: it jumps, for batches differ.${smoothed}${thinned}`,
  );
}

/** The mean loss of each epoch, on training and validation data. */
export function lossCurve(epochs: readonly EpochData[]): Markup | false {
  if (epochs.length === 0) return false;
  const losses = epochs.flatMap(({ loss, validationLoss = NaN }) => [loss, validationLoss]).filter(Number.isFinite);
  const scale = spread(losses) > 20 ? 'log' : 'linear';
  const picture = lineChart({
    label: `Loss after each of ${counted(epochs.length, 'epoch')}: ${ends(
      epochs.map(({ loss }) => loss),
      formatNumber,
    )}.`,
    x: 'epoch',
    y: 'loss',
    series: both(
      epochs,
      ({ loss }) => loss,
      ({ validationLoss }) => validationLoss,
    ),
    format: (loss) => formatNumber(loss, 2),
    scale,
    including: scale === 'linear' ? [0] : [],
  });
  const validated = epochs.some(({ validationLoss }) => validationLoss !== undefined);
  return figure(
    picture,
    'The mean loss of each epoch.',
    validated && ' Training below validation by more and more: the network learns its samples by heart.',
  );
}

/** The share of right answers in each epoch. */
export function accuracyCurve(epochs: readonly EpochData[]): Markup | false {
  const accuracies = epochs.map(({ accuracy = NaN }) => accuracy);
  if (
    !epochs.some(
      ({ accuracy = NaN, validationAccuracy = NaN }) =>
        Number.isFinite(accuracy) || Number.isFinite(validationAccuracy),
    )
  ) {
    return false;
  }
  const picture = lineChart({
    label: `Accuracy after each of ${counted(epochs.length, 'epoch')}: ${ends(accuracies, formatPercent)}.`,
    x: 'epoch',
    y: 'accuracy',
    series: both(
      epochs,
      ({ accuracy = NaN }) => accuracy,
      ({ validationAccuracy }) => validationAccuracy,
    ),
    format: (share) => formatPercent(share),
    formatTick: (share) => formatPercent(share).replace('.0', ''),
    including: [1],
  });
  return figure(
    picture,
    'The share of right answers. The axis begins near the least of them, so that the last steps can be seen.',
  );
}

function both(
  epochs: readonly EpochData[],
  training: (epoch: EpochData) => number,
  validation: (epoch: EpochData) => number | undefined,
): Series[] {
  const series: Series[] = [
    { name: 'training', look: 'first', points: thin(epochs.map(training), mostPoints), marked: true },
  ];
  if (epochs.some((epoch) => validation(epoch) !== undefined)) {
    const points = thin(
      epochs.map((epoch) => validation(epoch) ?? NaN),
      mostPoints,
    );
    series.push({ name: 'validation', look: 'second', points, marked: true });
  }
  return series;
}

function ends(values: readonly number[], format: (value: number) => string): string {
  return `from ${format(values[0] ?? NaN)} to ${format(values.at(-1) ?? NaN)}`;
}

/** The ratio of the greatest to the least: above 20 or so, a linear axis hides the better half of the curve. */
function spread(values: readonly number[]): number {
  const finite = values.filter(Number.isFinite);
  const least = finite.reduce((a, b) => Math.min(a, b), Infinity);
  return least > 0 ? finite.reduce((a, b) => Math.max(a, b), 0) / least : 1;
}
