/** Random networks for the delta recursion: every pre-activation stays off every kink, by the choice of the biases. */
import {
  addRow,
  Matrix,
  multiply,
  randomGenerator,
  type Activation,
  type Batch,
  type Loss,
  type Random,
  type RowLoss,
} from '@handgrad/core-math';
import type { Head, Parameters } from '../src/contracts.js';
import { outputLayerOf } from '../src/heads/outputLayer.js';
import { activation, dense } from '../src/layers/index.js';
import { withParameters, type Model } from '../src/model/model.js';
import { sequential } from '../src/model/sequential.js';
import { apart, kinksOf, softmaxRows } from './headCase.js';

export interface Stack {
  readonly model: Model;
  readonly batch: Batch;
  /** How far the pre-activation nearest to a kink lies from it. */
  readonly margin: number;
}

const samples = 3;
/** What a pre-activation keeps from a kink; differences move it by about 0.01 at most. */
export const leastMargin = 0.1;

/** A dense layer and an activation for each of `activations`, a dense layer of outputs, and the head: with a random batch. */
export function stackOf(activations: readonly Activation[], head: Head, seed: number): Stack {
  const random = randomGenerator(seed);
  const outputs = head.loss.kind === 'loss' ? 1 + random.integer(2) : 2 + random.integer(2);
  const closing = outputLayerOf(head.loss);
  const blocks = activations.flatMap((entry) => [dense({ units: 2 + random.integer(2) }), activation(entry)]);
  const model = sequential([...blocks, dense({ units: outputs }), ...(closing ? [closing] : [])], {
    inputs: 2,
    loss: head,
    seed,
  });
  const inputs = Matrix.generate(samples, 2, () => random.normal());
  const targets = targetsOf(head.loss, outputs, random);
  const kinksAtHead = (i: number, j: number): readonly number[] =>
    head.loss.kind === 'loss' && !closing ? kinksOf(head.loss, targets.get(i, j)) : [];
  const kinks = [...activations.map((entry) => () => entry.kinks.map((kink) => kink.at)), kinksAtHead];
  const { parameters, margin } = placed(model, { inputs, targets }, kinks, random);
  return { model: withParameters(model, parameters), batch: { inputs, targets }, margin };
}

function targetsOf(loss: Loss | RowLoss, outputs: number, random: Random): Matrix {
  if (loss.kind === 'loss') {
    const { targets } = loss;
    if (!('low' in targets)) return Matrix.generate(samples, outputs, () => targets[random.integer(targets.length)]);
    const low = Math.max(targets.low, -2);
    const high = Math.min(targets.high, 2);
    return Matrix.generate(samples, outputs, () => low + (high - low) * random.uniform());
  }
  const labels = Array.from({ length: samples }, () => random.integer(outputs));
  if (loss.targets === 'classIndex') return Matrix.column(labels);
  if (loss.targets === 'oneHot') return Matrix.generate(samples, outputs, (i, j) => (labels[i] === j ? 1 : 0));
  const entries = Matrix.generate(samples, outputs, () => random.normal());
  return loss.targets === 'vector' ? apart(entries) : softmaxRows(entries);
}

/** Weights drawn layer by layer, and biases that keep each pre-activation of each sample away from the kinks. */
function placed(
  model: Model,
  { inputs, targets }: Batch,
  kinks: readonly ((i: number, j: number) => readonly number[])[],
  random: Random,
): { parameters: Parameters; margin: number } {
  const { loss } = model.head;
  const parameters: Record<string, Matrix> = {};
  let a = inputs;
  let margin = Infinity;
  let block = 0;
  for (const { name, layer, inputs: d, outputs: units } of model.layers) {
    let own: Parameters = {};
    if (layer.name === 'dense') {
      const weights = Matrix.generate(d, units, () => (1.4 * random.normal()) / Math.sqrt(d));
      const z = multiply(a, weights);
      const last = block === kinks.length - 1;
      let choice: Choice;
      do choice = biasesFor(z, kinks[block], random);
      while (last && kinkDistance(loss, addRow(z, choice.bias), targets) < leastMargin / 2);
      own = { weights, bias: choice.bias };
      margin = Math.min(margin, choice.distance, last ? kinkDistance(loss, addRow(z, choice.bias), targets) : Infinity);
      block++;
    }
    for (const parameter in own) parameters[`${name}.${parameter}`] = own[parameter];
    a = layer.forward(own, a, { mode: 'training' }).output;
  }
  return { parameters, margin };
}

interface Choice {
  readonly bias: Matrix;
  readonly distance: number;
}

/** For each unit one of 41 biases, at random among those that are off the kinks of all samples: of 12 kinks at most each bars 3 at most. */
function biasesFor(z: Matrix, kinks: (i: number, j: number) => readonly number[], random: Random): Choice {
  let distance = Infinity;
  const bias = Matrix.generate(1, z.columns, (_, j) => {
    const barred = Array.from({ length: z.rows }, (_, i) => kinks(i, j).map((kink) => kink - z.get(i, j))).flat();
    const gap = (b: number): number => Math.min(Infinity, ...barred.map((x) => Math.abs(x - b)));
    const free = Array.from({ length: 41 }, (_, k) => (k - 20) * 0.08).filter((b) => gap(b) >= leastMargin);
    const chosen = free[random.integer(free.length)];
    distance = Math.min(distance, gap(chosen));
    return chosen;
  });
  return { bias, distance };
}

/** Of a row loss with kinks: how far the scores nearest to one are from it. */
function kinkDistance(loss: Loss | RowLoss, scores: Matrix, targets: Matrix): number {
  if (loss.kind === 'loss') return Infinity;
  const distances = Array.from({ length: scores.rows }, (_, i) => {
    return loss.kinkDistance?.(scores.row(i), targets.row(i)) ?? Infinity;
  });
  return Math.min(...distances);
}
