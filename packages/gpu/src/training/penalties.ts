import type { Model } from '@handgrad/mlp';
import type { Operations, Tensor } from '../contracts.js';
import { kernelOfRegularizer, type RegularizerKernel } from '../regularizers/index.js';
import type { Tensors } from './namedPlan.js';

/** The regularizers of a model, by the names of the parameters that they watch: 'dense1.weights'. */
export function penaltiesOf({ layers }: Model): Readonly<Record<string, RegularizerKernel>> {
  return Object.fromEntries(
    layers.flatMap(({ name, layer }) =>
      Object.entries(layer.regularizers ?? {}).map(([parameter, regularizer]) => [
        `${name}.${parameter}`,
        kernelOfRegularizer(regularizer),
      ]),
    ),
  );
}

/** The sum of all penalties, [1 x 1]; undefined where there are none. */
export function penaltySum(
  operations: Operations,
  penalties: Readonly<Record<string, RegularizerKernel>>,
  parameters: Tensors,
): Tensor | undefined {
  const sums = Object.entries(penalties).map(([name, { value }]) =>
    operations.columnSums(operations.rowSums(operations.mapView(value, parameters[name]))),
  );
  if (sums.length === 0) return undefined;
  return sums.reduce((a, b) => operations.map({ formula: sumOfPenalties }, a, b));
}

/** The gradients with the derivatives of the penalties added. */
export function withPenalties(
  operations: Operations,
  penalties: Readonly<Record<string, RegularizerKernel>>,
  parameters: Tensors,
  gradients: Tensors,
): Tensors {
  const penalised = Object.entries(penalties).map(([name, { derivative }]) => [
    name,
    operations.map({ formula: sumOfPenalties }, gradients[name], operations.mapView(derivative, parameters[name])),
  ]);
  return { ...gradients, ...(Object.fromEntries(penalised) as Tensors) };
}

function sumOfPenalties(a: number, b: number): number {
  return a + b;
}
