import { Matrix } from '../matrix/matrix.js';
import type { Random } from '../random/random.js';

/**
 * An [inputs x outputs] matrix of independent draws, row by row.
 *
 * @throws RangeError unless both sides are whole numbers >= 1.
 */
export function drawEach(name: string, inputs: number, outputs: number, draw: () => number): Matrix {
  if (!Number.isInteger(inputs) || !Number.isInteger(outputs) || inputs < 1 || outputs < 1) {
    throw new RangeError(
      `${name}: expected whole numbers >= 1 of inputs and outputs, got ${inputs} x ${outputs}. Pass the sides of the weight matrix.`,
    );
  }
  const weights = new Matrix(inputs, outputs);
  for (let k = 0; k < weights.data.length; k++) weights.data[k] = draw();
  return weights;
}

/** Independent normals of mean 0. */
export function drawNormals(name: string, random: Random, inputs: number, outputs: number, variance: number): Matrix {
  const deviation = Math.sqrt(variance);
  return drawEach(name, inputs, outputs, () => deviation * random.normal());
}

/** Independent and uniform in [-limit, limit) with limit = sqrt(3 variance), since the variance of such a number is limit^2 / 3. */
export function drawUniforms(name: string, random: Random, inputs: number, outputs: number, variance: number): Matrix {
  const limit = Math.sqrt(3 * variance);
  return drawEach(name, inputs, outputs, () => limit * (2 * random.uniform() - 1));
}
