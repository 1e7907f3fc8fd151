/** Passes of networks on a device, and the same ones in float64. */
import { Matrix, randomGenerator } from '@handgrad/core-math';
import { backpropagate, forwardPass } from '@handgrad/mlp';
import type { Device } from '../src/index.js';
import { networkOf } from '../src/network/networkOf.js';
import { compileNamed, grouped, groupOf } from '../src/training/namedPlan.js';
import type { NetworkCase } from './networks.test-support.js';

/** By name: what a training pass gives (outputs, gradients, statistics) and the outputs in inference mode. */
export type PassNumbers = Readonly<Record<string, ArrayLike<number>>>;

export function passInDoubles({ model, batch }: NetworkCase, seed: number): PassNumbers {
  const { outputs, gradients, statistics } = backpropagate(model, batch, { random: randomGenerator(seed) });
  const predictions = forwardPass(model, batch.inputs).outputs;
  const all = { outputs, predictions, ...grouped('gradients', gradients), ...grouped('statistics', statistics) };
  return Object.fromEntries(Object.entries(all).map(([name, { data }]) => [name, data]));
}

/** All networks in one plan: compiling takes longer than running. */
export async function passesOn(device: Device, cases: readonly NetworkCase[], seed: number): Promise<PassNumbers[]> {
  const networks = cases.map(({ model }) => networkOf(model));
  const given = Object.assign({}, ...cases.map((one, i) => grouped(String(i), inputsOf(one, seed)))) as Inputs;
  const plan = compileNamed(device, given, (operations, tensors) =>
    Object.assign(
      {},
      ...networks.map((network, i) => {
        const own = groupOf(String(i), tensors);
        const batch = {
          inputs: own['inputs'],
          targets: own['targets'],
          scales: own['scales'],
          noise: groupOf('noise', own),
          parameters: groupOf('parameters', own),
          statistics: groupOf('statistics', own),
        };
        const { outputs, gradients, statistics } = network.pass(operations, batch);
        const predictions = network.forward(operations, batch);
        return grouped(String(i), {
          outputs,
          predictions,
          ...grouped('gradients', gradients),
          ...grouped('statistics', statistics),
        });
      }),
    ),
  );
  const numbers = await plan.run(
    Object.fromEntries(Object.entries(given).map(([name, { data }]) => [name, Float32Array.from(data)])),
  );
  await plan.close();
  return cases.map((_, i) => groupOf(String(i), numbers));
}

type Inputs = Readonly<Record<string, Matrix>>;

function inputsOf({ model, batch, scales }: NetworkCase, seed: number): Inputs {
  const { inputs, targets } = batch;
  const random = randomGenerator(seed);
  const noise = networkOf(model).noise.map(({ layer, columns, draw }) => {
    return [layer, new Matrix(inputs.rows, columns, Float64Array.from(draw(random, inputs.rows)))] as const;
  });
  return {
    inputs,
    targets,
    scales: Matrix.column(scales),
    ...grouped('noise', Object.fromEntries(noise)),
    ...grouped('parameters', model.parameters),
    ...grouped('statistics', model.statistics),
  };
}
