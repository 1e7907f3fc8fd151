import type { Trace } from './trace.js';

/** What runs the steps of a plan. */
export interface Executor {
  /**
   * The numbers of all outputs, row by row. The inputs are read before this returns.
   *
   * @throws Error where a kernel does not run, or would run on another backend.
   */
  readonly run: (inputs: readonly Float32Array[]) => Promise<readonly Float32Array[]>;
  /** Frees what the plan holds. Called once, when no run is under way. */
  readonly close: () => Promise<void>;
}

export type Execute = (trace: Trace) => Executor;
