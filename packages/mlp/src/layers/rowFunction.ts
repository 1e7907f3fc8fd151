import { freshWorkspace, type Matrix, type VectorFunction } from '@handgrad/core-math';
import type {
  BackwardOptions,
  BackwardResult,
  ForwardOptions,
  ForwardResult,
  Layer,
  Parameters,
} from '../contracts.js';

interface RowCache {
  readonly kept: Matrix;
}

/**
 * A = f(Z), row by row
 *
 * A function of whole vectors, such as softmax, as a layer: each sample's row goes through it on its own.
 *
 * With $J$ the Jacobian of $f$ at row $z_i$: $\frac{\partial L}{\partial z_i} = J^\top \frac{\partial L}{\partial a_i}$,
 * the vector-Jacobian product that the formula calls `backward`. Where the formula offers it from the output, that is used.
 *
 * @example
 * const layer = rowFunction(vectorFunctions.softmax);
 * layer.forward({}, Matrix.row([2, 1, 0.1])).output.toRows() // => [[0.65900114, 0.24243297, 0.09856589]]
 *
 * @throws TypeError for anything but a vector function.
 *
 * Source: Bishop, "Pattern Recognition and Machine Learning", 2006, section 4.3.4.
 */
export function rowFunction(entry: VectorFunction): Layer {
  if (entry?.kind !== 'vectorFunction') {
    throw new TypeError(
      `rowFunction: expected a vector function such as vectorFunctions.softmax, got ${typeof entry}. Take one from the registry vectorFunctions.`,
    );
  }
  const { value, backward: pullBack, backwardFromValue } = entry;

  // A function of vectors keeps the length (softmax) or does not (logSumExp): it is asked.
  function outputs(inputs: number): number {
    return value(new Float64Array(inputs)).length;
  }

  function forward(
    _parameters: Parameters,
    input: Matrix,
    { workspace = freshWorkspace }: ForwardOptions = {},
  ): ForwardResult<RowCache> {
    const output = workspace.take('output', input.rows, outputs(input.columns));
    for (let i = 0; i < input.rows; i++) value(input.row(i), output.row(i));
    return { output, cache: { kept: backwardFromValue ? output : input } };
  }

  function backward(
    _parameters: Parameters,
    { kept }: RowCache,
    outputGradient: Matrix,
    { workspace = freshWorkspace, inputGradient = true }: BackwardOptions = {},
  ): BackwardResult {
    if (!inputGradient) return { inputGradient: null, parameterGradients: {} };
    const into = workspace.take('inputGradient', kept.rows, kept.columns);
    const back = backwardFromValue ?? pullBack;
    for (let i = 0; i < kept.rows; i++) back(kept.row(i), outputGradient.row(i), into.row(i));
    return { inputGradient: into, parameterGradients: {} };
  }

  return Object.freeze<Layer<RowCache>>({
    kind: 'layer',
    name: entry.name,
    outputs,
    initialize: () => ({}),
    forward,
    backward,
    tex: entry.tex,
    sources: entry.sources,
  });
}
