import type { Device, Operations, Shape, Tensor } from '../contracts.js';

export type Tensors = Readonly<Record<string, Tensor>>;
export type Shapes = Readonly<Record<string, Shape>>;
export type Numbers = Readonly<Record<string, Float32Array>>;

/** A plan whose inputs and results have names. */
export interface NamedPlan {
  readonly run: (inputs: Numbers) => Promise<Numbers>;
  readonly close: () => void;
}

export function compileNamed(
  { compile }: Pick<Device, 'compile'>,
  shapes: Shapes,
  build: (operations: Operations, inputs: Tensors) => Tensors,
): NamedPlan {
  const names = Object.keys(shapes);
  let results: readonly string[] = [];
  const plan = compile(Object.values(shapes), (operations, tensors) => {
    const built = build(operations, Object.fromEntries(names.map((name, i) => [name, tensors[i]])));
    results = Object.keys(built);
    return Object.values(built);
  });
  return {
    async run(inputs) {
      const numbers = await plan.run(names.map((name) => inputs[name]));
      return Object.fromEntries(results.map((name, i) => [name, numbers[i]]));
    },
    close: () => plan.close(),
  };
}

/** All entries, under names that begin with that of their group: { w } of the group 'parameters' as { 'parameters.w' }. */
export function grouped<Entry>(group: string, entries: Readonly<Record<string, Entry>>): Record<string, Entry> {
  return Object.fromEntries(Object.entries(entries).map(([name, entry]) => [`${group}.${name}`, entry]));
}

/** The other way round: those entries whose names begin with that of the group, without it. */
export function groupOf<Entry>(group: string, entries: Readonly<Record<string, Entry>>): Record<string, Entry> {
  const prefix = `${group}.`;
  const own = Object.entries(entries).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(own.map(([name, entry]) => [name.slice(prefix.length), entry]));
}
