import type { Parameters } from '@handgrad/mlp';
import { matrixOf } from '../plan/matrixOf.js';
import type { Numbers, Shapes } from './namedPlan.js';

/** The nearest float32 of every entry. */
export function toFloat32(parameters: Parameters): Numbers {
  return mapped(parameters, ({ data }) => new Float32Array(data));
}

/** Matrices of these names and shapes. */
export function fromFloat32(numbers: Numbers, shapes: Shapes): Parameters {
  return mapped(shapes, (shape, name) => matrixOf(numbers[name], shape));
}

export function mapped<From, To>(
  record: Readonly<Record<string, From>>,
  change: (entry: From, name: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, entry]) => [name, change(entry, name)]));
}
