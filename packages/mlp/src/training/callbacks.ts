import { lookup } from '@handgrad/core-math';
import { copyParameters, withParameters } from '../model/model.js';
import type { Callback, TrainingContext } from './contracts.js';
import { monitorsOf } from './monitored.js';
import { overwrite, type Run } from './run.js';
import { stateOf } from './trainingState.js';

/**
 * Tells every callback of all that happened, in the order given, each awaited before the next. Where one throws, it and
 * the others are told of the rest still, since what happened is not told again when training goes on; then the first error
 * comes out.
 */
export async function tell(
  callbacks: readonly Callback[],
  ...happened: readonly ((callback: Callback) => unknown)[]
): Promise<void> {
  const errors: unknown[] = [];
  for (const callback of callbacks) {
    for (const something of happened) {
      try {
        const done = something(callback);
        if (done) await done;
      } catch (error) {
        errors.push(error);
      }
    }
  }
  if (errors.length > 0) throw errors[0];
}

/** The training as callbacks see it. */
export function contextOf(run: Run): TrainingContext {
  return {
    epochs: run.epochs,
    optimizer: run.optimizer,
    history: run.history,
    monitors: monitorsOf(run),
    model({ view = false } = {}) {
      const { parameters, statistics } = run;
      if (view) return withParameters(run.model, parameters, statistics);
      return withParameters(run.model, copyParameters(parameters), copyParameters(statistics));
    },
    state: (options) => stateOf(run, options),
    stop(reason) {
      run.stopReason ??= reason;
    },
    replace({ parameters, statistics }) {
      overwrite('replace', run.parameters, parameters);
      overwrite('replace', run.statistics, statistics);
    },
  };
}

const hooks = {
  onTrainBegin: '(context)',
  onEpochBegin: '(epoch, context)',
  onBatchEnd: '(record, context)',
  onEpochEnd: '(record, context)',
  onTrainEnd: '(context)',
} as const;

/** What looks like the name of a hook, of this library or another. */
const hookLike = /^on([A-Z_]|train|epoch|batch)/;

/** @throws RangeError for a hook of an unknown name, which would never be called; TypeError for one that is no function. */
function checkHooks(callback: Callback): void {
  for (const name of [...namesOf(callback).filter((key) => hookLike.test(key)), 'state', 'restore']) {
    if (name.startsWith('on')) lookup(hooks, name, 'fit (callbacks)');
    const hook = (callback as Readonly<Record<string, unknown>>)[name];
    if (hook === undefined || typeof hook === 'function') continue;
    throw new TypeError(
      `fit: expected ${name} of a callback to be a function, got ${hook === null ? 'null' : typeof hook}. Write ${name}${hooks[name as keyof typeof hooks] ?? '()'} { ... }, or leave it out.`,
    );
  }
}

/** Those of its class too. */
function namesOf(callback: object): string[] {
  const names: string[] = [];
  for (let at = callback; at !== null && at !== Object.prototype; at = Object.getPrototypeOf(at) as object) {
    names.push(...Object.getOwnPropertyNames(at));
  }
  return names;
}

/** @throws RangeError for a hook that was given as an option of `fit`. */
export function checkNoHook(option: string): void {
  if (!Object.hasOwn(hooks, option)) return;
  throw new RangeError(
    `fit (options): expected ${option} as part of a callback, got it as an option. Write callbacks: [{ ${option}${hooks[option as keyof typeof hooks]} { ... } }].`,
  );
}

/**
 * @throws TypeError for what is no callback, and for one with a state but no way to restore it; RangeError when two that
 * keep a state have the same name, or none.
 */
export function checkCallbacks(callbacks: readonly Callback[]): void {
  if (!Array.isArray(callbacks)) {
    throw new TypeError(
      `fit: expected callbacks to be a list, got ${typeof callbacks}. Pass one such as [earlyStopping({ patience: 3 })].`,
    );
  }
  const taken = new Set<string>();
  for (const callback of callbacks as readonly Callback[]) {
    if (typeof callback !== 'object' || callback === null) {
      throw new TypeError(
        `fit: expected callbacks that are objects with functions such as onEpochEnd, got ${callback === null ? 'null' : typeof callback}. Write { onEpochEnd: (record, context) => ... }.`,
      );
    }
    checkHooks(callback);
    const { name, state, restore } = callback;
    if (!state && !restore) continue;
    if (!state || !restore) {
      throw new TypeError(
        `fit: expected the callback "${name}" to have both state and restore, got only ${state ? 'state' : 'restore'}. Give it the other one, or neither.`,
      );
    }
    if (!name || taken.has(name)) {
      throw new RangeError(
        `fit: expected callbacks that keep a state to have names of their own, got ${name ? `"${name}" twice` : 'one without a name'}. Name it: { ...callback, name: 'another' }.`,
      );
    }
    taken.add(name);
  }
}
