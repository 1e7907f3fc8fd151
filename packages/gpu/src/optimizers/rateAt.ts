import type { Optimizer } from '@handgrad/mlp';

/**
 * The learning rate of the update that comes after `step` others.
 *
 * @throws RangeError for a schedule whose rate is not finite and at least 0.
 */
export function rateAt({ schedule, parameters }: Optimizer, step: number): number {
  if (!schedule) return parameters['learningRate'];
  const rate = schedule.value(step);
  if (typeof rate === 'number' && rate >= 0 && rate < Infinity) return rate;
  throw new RangeError(
    `update: expected the schedule "${schedule.name}" to give a finite rate >= 0, got ${String(rate)} at step ${step}. Mend its value(step).`,
  );
}
