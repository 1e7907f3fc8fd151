/** Passes of networks on a device, and the same ones in float64. */
import { Matrix, randomGenerator } from '@handgrad/core-math';
import { backpropagate, forwardPass } from '@handgrad/mlp';
import type { Device, Operations } from '../src/index.js';
import type { Tensors } from '../src/layers/index.js';
import { networkOf, type Network } from '../src/network/networkOf.js';
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
  const plan = passesPlan(device, cases, seed);
  const passes = await plan.run(cases);
  plan.close();
  return passes;
}

export interface PassesPlan {
  /** Of these networks with other parameters or batches, of the same shapes. */
  readonly run: (cases: readonly NetworkCase[]) => Promise<PassNumbers[]>;
  readonly close: () => void;
}

export function passesPlan(device: Device, cases: readonly NetworkCase[], seed: number): PassesPlan {
  const networks = cases.map(({ model }) => networkOf(model));
  const inputsOfAll = (all: readonly NetworkCase[]): Inputs =>
    Object.assign({}, ...all.map((one, i) => grouped(String(i), inputsOf(one, seed)))) as Inputs;
  const plan = compileNamed(device, inputsOfAll(cases), (operations, tensors) =>
    Object.assign(
      {},
      ...networks.map((network, i) => grouped(String(i), built(operations, network, groupOf(String(i), tensors)))),
    ),
  );
  return {
    async run(all) {
      const given = Object.entries(inputsOfAll(all)).map(
        ([name, { data }]) => [name, Float32Array.from(data)] as const,
      );
      const numbers = await plan.run(Object.fromEntries(given));
      return all.map((_, i) => groupOf(String(i), numbers));
    },
    close: () => plan.close(),
  };
}

function built(operations: Operations, network: Network, given: Tensors): Tensors {
  const batch = {
    inputs: given['inputs'],
    targets: given['targets'],
    scales: given['scales'],
    noise: groupOf('noise', given),
    parameters: groupOf('parameters', given),
    statistics: groupOf('statistics', given),
  };
  const { outputs, gradients, statistics } = network.pass(operations, batch);
  const predictions = network.forward(operations, batch);
  return { outputs, predictions, ...grouped('gradients', gradients), ...grouped('statistics', statistics) };
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
