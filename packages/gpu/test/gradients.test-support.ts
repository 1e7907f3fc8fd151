/** gradcheck on a device: its checks ask for numbers and do not wait, and a device makes one wait. */
import { Matrix, randomGenerator } from '@handgrad/core-math';
import { checkGradient, type CheckReport } from '@handgrad/gradcheck';
import { backpropagate, batchNormalization, dense, dropout, tanh } from '@handgrad/mlp';
import type { Device } from '../src/index.js';
import { networkCase, type NetworkCase } from './networks.test-support.js';
import { passesPlan, type PassNumbers } from './passes.test-support.js';

/** As small as it can be: a check takes hundreds of passes. */
export const checkedNetwork = networkCase(
  [dense({ units: 3 }), batchNormalization(), tanh(), dropout({ rate: 0.25 }), dense({ units: 2 })],
  'softmaxCrossEntropy',
  1,
);

/** Parameters as the check varies them; that they are Float32Arrays makes it take steps and tolerances of float32. */
type Point = Readonly<Record<string, Float32Array>>;

/** Copies of the network in the plan: a run costs about the same for one as for a few. */
const pointsAtOnce = 8;

/** Of the generator that dropout draws from: its masks are those of every pass. */
const seed = 7;

interface Slope {
  readonly loss: number;
  readonly gradient: Point;
}

/**
 * `checkGradient` of the loss of a batch, both the loss and its gradient from what the device gives.
 *
 * The check is run with the numbers of mlp first, to see which points it asks for; the device then works all of them out,
 * and the check is run again on its numbers. Where those lead it to other points, once more, until it asks for none that
 * are not there.
 */
export async function checkGradientOn(device: Device, one: NetworkCase): Promise<CheckReport> {
  const at = pointOf(one.model.parameters, (path) => one.model.parameters[path].data);
  const known = new Map<string, Slope>();
  const plan = passesPlan(device, new Array<NetworkCase>(pointsAtOnce).fill(one), seed);
  try {
    for (;;) {
      const asked = new Map<string, Point>();
      const slopeAt = (point: Point): Slope => {
        const key = Object.values(point).join();
        const slope = known.get(key);
        if (!slope) asked.set(key, structuredClone(point));
        return slope ?? slopeHere(withPoint(one, point));
      };
      const report = tried(() =>
        checkGradient<Point>(
          (point) => slopeAt(point).loss,
          (point) => slopeAt(point).gradient,
          at,
          { seed: 1, entries: 'sample', samples: 1, directions: 1 },
        ),
      );
      if (asked.size === 0) return report();
      const keys = [...asked.keys()];
      const points = [...asked.values()].map((point) => withPoint(one, point));
      for (let k = 0; k < keys.length; k += pointsAtOnce) {
        const some = points.slice(k, k + pointsAtOnce);
        const passes = await plan.run([...some, ...new Array<NetworkCase>(pointsAtOnce - some.length).fill(one)]);
        some.forEach((each, i) => known.set(keys[k + i], slopeFrom(passes[i], each)));
      }
    }
  } finally {
    plan.close();
  }
}

/** What it returned or threw, to be had again later. */
function tried<T>(action: () => T): () => T {
  try {
    const result = action();
    return () => result;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

function withPoint(one: NetworkCase, point: Point): NetworkCase {
  const parameters = Object.fromEntries(
    Object.entries(one.model.parameters).map(([path, { rows, columns }]) => [
      path,
      new Matrix(rows, columns, Float64Array.from(point[path])),
    ]),
  );
  return { ...one, model: { ...one.model, parameters } };
}

function slopeFrom(pass: PassNumbers, { model, batch }: NetworkCase): Slope {
  const { head, outputs, parameters } = model;
  const { inputs, targets, weights } = batch;
  return {
    loss: head.value(new Matrix(inputs.rows, outputs, Float64Array.from(pass['outputs'])), targets, weights),
    gradient: pointOf(parameters, (path) => pass[`gradients.${path}`]),
  };
}

function slopeHere(one: NetworkCase): Slope {
  const { loss, gradients } = backpropagate(one.model, one.batch, { random: randomGenerator(seed) });
  return { loss, gradient: pointOf(gradients, (path) => gradients[path].data) };
}

function pointOf(names: Readonly<Record<string, unknown>>, numbers: (path: string) => ArrayLike<number>): Point {
  return Object.fromEntries(Object.keys(names).map((path) => [path, Float32Array.from(numbers(path))]));
}
