import { freshWorkspace, type Activation, type Matrix, type VectorFunction } from '@handgrad/core-math';
import type {
  BackwardOptions,
  BackwardResult,
  ForwardOptions,
  ForwardResult,
  Layer,
  Parameters,
} from '../contracts.js';
import { canBeMadeAgain } from './recipes.js';

/** What a formula does to a batch; both write into a matrix that they are given. */
export interface BatchFormula {
  readonly outputs: (inputs: number) => number;
  /** What `backward` works from: the input, or the output where the formula offers that. */
  readonly keeps: 'input' | 'output';
  readonly forward: (input: Matrix, into: Matrix) => void;
  readonly backward: (kept: Matrix, outputGradient: Matrix, into: Matrix) => void;
}

interface FormulaCache {
  readonly kept: Matrix;
}

/** A formula of core-math as a layer that learns nothing: the frame that `activation` and `rowFunction` share. */
export function formulaLayer(entry: Activation | VectorFunction, batch: BatchFormula): Layer {
  function forward(
    _parameters: Parameters,
    input: Matrix,
    { workspace = freshWorkspace }: ForwardOptions = {},
  ): ForwardResult<FormulaCache> {
    const output = workspace.take('output', input.rows, batch.outputs(input.columns));
    batch.forward(input, output);
    return { output, cache: { kept: batch.keeps === 'output' ? output : input } };
  }

  function backward(
    _parameters: Parameters,
    { kept }: FormulaCache,
    outputGradient: Matrix,
    { workspace = freshWorkspace, inputGradient = true }: BackwardOptions = {},
  ): BackwardResult {
    if (!inputGradient) return { inputGradient: null, parameterGradients: {} };
    const into = workspace.take('inputGradient', kept.rows, kept.columns);
    batch.backward(kept, outputGradient, into);
    return { inputGradient: into, parameterGradients: {} };
  }

  const { name, parameters, tex, sources } = entry;
  return Object.freeze<Layer<FormulaCache>>({
    kind: 'layer',
    name,
    ...(parameters && { describe: described(parameters) }),
    ...(canBeMadeAgain(entry) && { options: Object.freeze({ ...parameters }) }),
    formula: entry,
    outputs: batch.outputs,
    initialize: () => ({}),
    forward,
    backward,
    tex,
    sources,
  });
}

function described(parameters: Readonly<Record<string, number>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
