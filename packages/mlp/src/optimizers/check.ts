import { Matrix } from '@handgrad/core-math';
import type { OptimizerState, Parameters } from '../contracts.js';

/** @throws RangeError when `value` is not a finite number above 0. */
export function checkPositive(optimizer: string, option: string, value: number): void {
  if (typeof value !== 'number' || !(value > 0) || !Number.isFinite(value)) {
    throw new RangeError(
      `${optimizer}: expected ${option} to be a finite number above 0, got ${String(value)}. Pass one such as 0.001.`,
    );
  }
}

/** @throws RangeError when `value` is not in [0, 1). */
export function checkDecay(optimizer: string, option: string, value: number): void {
  if (typeof value !== 'number' || !(value >= 0 && value < 1)) {
    throw new RangeError(`${optimizer}: expected 0 <= ${option} < 1, got ${String(value)}. Pass one such as 0.9.`);
  }
}

/** Matrices of zeros with the names and shapes of the parameters: the first state of a slot. */
export function zerosLike(parameters: Parameters): Parameters {
  return Object.fromEntries(Object.entries(parameters).map(([name, p]) => [name, Matrix.zeros(p.rows, p.columns)]));
}

/**
 * Sees that gradients and the slots of the state have the names and shapes of the parameters.
 *
 * @throws RangeError with the name and both shapes where they differ.
 */
export function checkStep(
  optimizer: string,
  parameters: Parameters,
  gradients: Parameters,
  state: OptimizerState,
  slots: readonly string[],
): void {
  checkLike(optimizer, 'a gradient', parameters, gradients);
  for (const slot of slots) {
    const held = state.slots[slot];
    if (!held) {
      const got = Object.keys(state.slots).join(', ') || 'no slots';
      throw new RangeError(
        `${optimizer}: expected a state with the slots ${slots.join(', ')}, got ${got}. Make it with this optimizer's initialize(parameters).`,
      );
    }
    checkLike(optimizer, `the slot "${slot}"`, parameters, held);
  }
}

function checkLike(optimizer: string, what: string, parameters: Parameters, others: Parameters): void {
  for (const name in parameters) {
    const parameter = parameters[name];
    const other = others[name];
    if (!other || other.rows !== parameter.rows || other.columns !== parameter.columns) {
      throw new RangeError(
        `${optimizer}: expected ${what} of shape ${parameter.shape} for "${name}", got ${other ? other.shape : 'none'}. Pass one matrix for each parameter, of the same name and shape.`,
      );
    }
  }
}
