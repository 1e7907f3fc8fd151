/** Wrong answers to "is it separable?" that people have given: each must break a law. */
import { Matrix } from '@handgrad/core-math';
import {
  detectSeparation,
  fitPerceptron,
  perceptronFormulas,
  type Construction,
  type LinearNeuron,
  type Separation,
  type Targets,
} from '../src/index.js';

type Detect = Construction<typeof detectSeparation>;
const { detectSeparation: right } = perceptronFormulas;
type Proof = Exclude<Separation, { kind: 'none' | 'unknown' }>;

/** The right answer, where there is a direction with a change to it. */
function changed(change: (found: Proof) => Separation): Detect {
  return { ...right, value: (inputs, targets) => {
    const found = detectSeparation(inputs, targets);
    return found.kind === 'none' || found.kind === 'unknown' ? found : change(found);
  } }; // prettier-ignore
}

function along(change: (direction: LinearNeuron) => LinearNeuron): Detect {
  return changed((found) => ({ ...found, direction: change(found.direction) }));
}

function byPerceptron(inputs: Matrix, targets: Targets): Separation {
  const signs = Float64Array.from(targets as ArrayLike<number>, (y) => 2 * y - 1);
  const direction = fitPerceptron(inputs, signs, { epochs: 50 });
  return direction.converged ? { kind: 'complete', direction, undecided: 0 } : { kind: 'none' };
}

function clipped(inputs: Matrix): Matrix {
  return new Matrix(inputs.rows, inputs.columns, inputs.data.map((x) => Math.min(Math.max(x, -6), 6))); // prettier-ignore
}

export const wrongSeparations: readonly { name: string; wrong: Detect }[] = [
  { name: 'never separable', wrong: { ...right, value: () => ({ kind: 'none' }) } },
  { name: 'always separable', wrong: { ...right, value: (x) => ({ kind: 'complete', direction: { weights: new Float64Array(x.columns), bias: 0 }, undecided: 0 }) } },
  { name: 'fifty epochs of the perceptron', wrong: { ...right, value: byPerceptron } },
  { name: 'the hyperplane counts as separated', wrong: changed((found) => ({ ...found, kind: 'complete' })) },
  { name: 'only complete separation counts', wrong: changed((found) => (found.kind === 'complete' ? found : { kind: 'none' })) },
  { name: 'the undecided forgotten', wrong: changed((found) => ({ ...found, undecided: 0 })) },
  { name: 'the direction of class 0', wrong: along(({ weights, bias }) => ({ weights: weights.map((w) => 0 - w), bias: 0 - bias })) },
  { name: 'the direction without its bias', wrong: along(({ weights }) => ({ weights, bias: 0 })) },
  { name: 'looks only where class 1 comes first', wrong: { ...right, value: (x, y) => ((y as ArrayLike<number>)[0] === 1 ? detectSeparation(x, y) : { kind: 'none' }) } },
  { name: 'inputs beyond 6 clipped', wrong: { ...right, value: (x, y) => detectSeparation(clipped(x), y) } },
]; // prettier-ignore
