import { freshWorkspace, randomGenerator, reusedWorkspace } from '@handgrad/core-math';
import { demand } from '@handgrad/gradcheck';
import type { Layer, Parameters } from '../src/contracts.js';
import { copied, moved, sameMatrix, sameParameters } from './cases.js';
import { run, type LayerCase } from './layerCase.js';

export function workspaceHolds(layer: Layer, c: LayerCase): void {
  const fresh = run(layer, c, { workspace: freshWorkspace });
  const workspace = reusedWorkspace();
  // Other numbers first: what is left of them must not show.
  run(
    layer,
    { ...c, input: moved(c.input, c.input, 1), outputGradient: moved(c.outputGradient, c.outputGradient, 1) },
    { workspace },
  );
  const reused = run(layer, c, { workspace });
  demand(sameMatrix(fresh.output, reused.output), () => 'another output');
  demand(sameMatrix(fresh.inputGradient!, reused.inputGradient!), () => 'another input gradient');
  demand(sameParameters(fresh.parameterGradients, reused.parameterGradients), () => 'other parameter gradients');
}

export function argumentsHold(layer: Layer, c: LayerCase): void {
  const before = { parameters: copied(c.parameters), input: c.input.copy(), outputGradient: c.outputGradient.copy() };
  const workspace = reusedWorkspace();
  const { output, cache } = layer.forward(c.parameters, c.input, { mode: 'training', workspace });
  const kept = output.copy();
  layer.backward(c.parameters, cache, c.outputGradient, { workspace });
  demand(sameMatrix(before.input, c.input), () => 'the input changed');
  demand(sameMatrix(before.outputGradient, c.outputGradient), () => 'the output gradient changed');
  demand(sameParameters(before.parameters, c.parameters), () => 'the parameters changed');
  demand(sameMatrix(kept, output), () => 'backward changed the output');
}

export function optionHolds(layer: Layer, c: LayerCase): void {
  const without = run(layer, c, { inputGradient: false });
  demand(
    sameParameters(without.parameterGradients, run(layer, c).parameterGradients),
    () => 'other parameter gradients',
  );
}

export function shapesHold(layer: Layer, c: LayerCase): void {
  const { output, inputGradient, parameterGradients } = run(layer, c);
  demand(output.rows === c.input.rows, () => `expected ${c.input.rows} rows, got ${output.shape}`);
  demand(
    output.columns === layer.outputs(c.input.columns),
    () => `outputs(${c.input.columns}) promises other columns than ${output.shape}`,
  );
  demand(
    inputGradient?.shape === c.input.shape,
    () => `an input gradient of ${inputGradient?.shape} for ${c.input.shape}`,
  );
  const names = Object.keys(c.parameters).sort().join();
  demand(Object.keys(parameterGradients).sort().join() === names, () => `gradients of other parameters than ${names}`);
  for (const name in parameterGradients) {
    demand(
      parameterGradients[name].shape === c.parameters[name].shape,
      () => `a gradient of another shape for ${name}`,
    );
  }
}

export function seedHolds(layer: Layer, seed: number): void {
  const draw = (): Parameters => layer.initialize(randomGenerator(seed), 3);
  demand(sameParameters(draw(), draw()), () => `seed ${seed} drew two different sets`);
}

export function nanHolds(layer: Layer, c: LayerCase): void {
  const input = c.input.copy();
  input.data[0] = NaN;
  const { output } = layer.forward(c.parameters, input, { mode: 'training' });
  demand(output.row(0).includes(NaN), () => `NaN in sample 0 gave the outputs ${Array.from(output.row(0)).join(', ')}`);
}
