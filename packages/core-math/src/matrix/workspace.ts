import { Matrix } from './matrix.js';

/**
 * Where a function takes the matrices that it writes its results into.
 *
 * Functions are pure by default: without a workspace they allocate. A training loop passes `reusedWorkspace()`, and
 * the same name and shape then give the same memory again, so a step allocates nothing. Both ways agree bit for bit.
 * What is taken is not cleared: whoever takes a matrix writes every entry of it.
 */
export interface Workspace {
  take(name: string, rows: number, columns: number): Matrix;
  /** A workspace of its own inside this one: names in it do not meet names outside. */
  within(name: string): Workspace;
}

/** A new matrix every time: what pure functions use. */
export const freshWorkspace: Workspace = Object.freeze({
  take: (_name: string, rows: number, columns: number) => new Matrix(rows, columns),
  within: () => freshWorkspace,
});

/** The same memory for the same name and shape. Results live until the next call with that name. */
export function reusedWorkspace(): Workspace {
  const held = new Map<string, Matrix>();
  const inner = new Map<string, Workspace>();
  return {
    take(name, rows, columns) {
      const key = `${name} ${rows} ${columns}`;
      let matrix = held.get(key);
      if (!matrix) held.set(key, (matrix = new Matrix(rows, columns)));
      return matrix;
    },
    within(name) {
      let workspace = inner.get(name);
      if (!workspace) inner.set(name, (workspace = reusedWorkspace()));
      return workspace;
    },
  };
}
