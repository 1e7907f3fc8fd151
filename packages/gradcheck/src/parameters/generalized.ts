import type { Generalized } from '../differences/arithmetic.js';
import { isRowMajor, isTyped } from './parameters.js';

/** Parameters with every number replaced, in the order of `leavesOf`: what a generic function is given. */
export function generalized<P, T>(parameters: P, entry: (value: number) => T): Generalized<P, T> {
  return replaced(parameters, entry) as Generalized<P, T>;
}

function replaced<T>(parameters: unknown, entry: (value: number) => T): unknown {
  if (typeof parameters === 'number') return entry(parameters);
  if (isTyped(parameters)) return Array.from(parameters, entry);
  if (Array.isArray(parameters)) return parameters.map((each) => replaced(each, entry));
  if (isRowMajor(parameters)) {
    const { rows, columns, data } = parameters;
    return { rows, columns, data: Array.from(data, entry) };
  }
  return Object.fromEntries(Object.entries(parameters as object).map(([key, each]) => [key, replaced(each, entry)]));
}
