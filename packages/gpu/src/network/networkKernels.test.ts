import { expect, test } from 'vitest';
import { networksOfAllHeads, type NetworkCase } from '../../test/networks.test-support.js';
import type { Operations, PortableFunction, Shape, Tensor } from '../contracts.js';
import { traceOf, type Trace } from '../plan/trace.js';
import { portableProblems } from '../portable/subset.js';
import { networkOf } from './networkOf.js';

/** Which kernels a pass asks for, with targets, factors and noise looked up by a clock, as in a training. */
function traced({ model, batch: { inputs, targets } }: NetworkCase): Trace {
  const network = networkOf(model);
  const { rows } = inputs;
  const paths = [Object.keys(model.parameters), Object.keys(model.statistics)];
  const shapes: Shape[] = [
    { rows: 1, columns: 1 },
    inputs,
    targets,
    { rows, columns: 1 },
    ...Object.values(model.parameters),
    ...Object.values(model.statistics),
    ...network.noise.map(({ columns }) => ({ rows, columns })),
  ];
  return traceOf(shapes, (operations: Operations, [clock, given, wanted, factors, ...rest]) => {
    const now = (a: Tensor): Tensor => operations.rowBlock(a, clock, rows);
    const [parameters, statistics] = paths.map((names) =>
      Object.fromEntries(names.map((name) => [name, rest.shift()!])),
    );
    const noise = Object.fromEntries(network.noise.map(({ layer }) => [layer, now(rest.shift()!)]));
    const batch = { inputs: given, targets: now(wanted), scales: now(factors), parameters, statistics, noise };
    const { outputs, gradients, statistics: after } = network.pass(operations, batch);
    return [outputs, network.forward(operations, batch), ...Object.values(gradients), ...Object.values(after)];
  });
}

function bodyOf(f: PortableFunction): string {
  const text = String(f);
  return text.slice(text.indexOf('{'));
}

const traces = networksOfAllHeads().map(traced);

test('all that networks call is in the portable subset', () => {
  const called = [...new Set(traces.flatMap(({ kernels }) => kernels.flatMap(({ functions }) => functions)))];
  expect(called.length).toBeGreaterThan(50);
  for (const one of called) {
    // Vite writes imported ones as (0,module.name)(x).
    const helpers = called.filter(({ name }) => new RegExp(`(?<!Math\\.)\\b${name}\\)?\\(`).test(bodyOf(one)));
    expect([one.name, ...portableProblems(one, helpers)]).toEqual([one.name]);
  }
});

test('no kernel reads more than seven tensors: WebGPU has eight buffers everywhere, and one is for the result', () => {
  const counts = traces.flatMap(({ steps }) => steps.map(({ args }) => args.length));
  expect(Math.max(...counts)).toBe(7);
});
