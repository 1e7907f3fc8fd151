import type { Shape } from '../../contracts.js';
import type { Trace } from '../trace.js';

/** Where the values of a trace stand while it runs. */
export interface Places {
  /** The shape of each place. */
  readonly shapes: readonly Shape[];
  /** The place of each value; those of inputs that no step reads have none. */
  readonly of: ReadonlyMap<number, number>;
}

/** Values of one shape share a place where the one is no longer read when the other comes. */
export function placesFor({ inputs, kernels, steps, outputs }: Trace): Places {
  const lastReader = new Map<number, number>();
  for (const [i, { args }] of steps.entries()) for (const arg of args) lastReader.set(arg, i);
  for (const { value } of outputs) lastReader.set(value, steps.length);

  const shapes: Shape[] = [];
  const places = new Map<number, number>();
  const free = new Map<string, number[]>();
  const freeFor = ({ rows, columns }: Shape): number[] => {
    const key = `${rows} x ${columns}`;
    const some = free.get(key) ?? [];
    free.set(key, some);
    return some;
  };
  const take = (value: number, shape: Shape): void => {
    places.set(value, freeFor(shape).pop() ?? shapes.push(shape) - 1);
  };

  for (const [value, shape] of inputs.entries()) if (lastReader.has(value)) take(value, shape);
  for (const [i, { kernel, args, result }] of steps.entries()) {
    // Before the arguments give theirs back: what a step reads it must not write over.
    take(result, kernels[kernel].shape);
    for (const arg of new Set(args)) {
      const place = places.get(arg)!;
      if (lastReader.get(arg) === i) freeFor(shapes[place]).push(place);
    }
  }
  return { shapes, of: places };
}
