import { allOf } from '@handgrad/datasets';
import { penguins } from '@handgrad/datasets/node';
import { fitLogisticRegression, netInput } from '@handgrad/perceptron';
import type { LogisticData } from '../report/reportData.js';

/** A logistic regression by maximum likelihood: the sex of a penguin from its measurements and its species. */
export function logisticOnPenguins(): LogisticData & { readonly dropped: number; readonly samples: number } {
  const birds = penguins({
    target: 'sex',
    inputs: ['Beak Length (mm)', 'Beak Depth (mm)', 'Flipper Length (mm)', 'Body Mass (g)', 'Species'],
  });
  const { inputs, targets } = allOf(birds);
  const fit = fitLogisticRegression(inputs, targets.data);
  if (!fit.converged || !fit.standardErrors) {
    throw new Error(
      `tour: expected the logistic regression on the penguins to reach its maximum, got "${fit.reason}".`,
    );
  }
  const { standardErrors } = fit;
  const right = Array.from(targets.data, (y, i) => (netInput(fit, inputs.row(i)) >= 0 ? 1 : 0) === y);
  const row = (name: string, coefficient: number, standardError: number): LogisticData['rows'][number] => ({
    name,
    coefficient,
    standardError,
    z: coefficient / standardError,
  });
  return {
    target: `sex = ${birds.classes[1]!}`,
    rows: [
      row('intercept', fit.bias, standardErrors.bias),
      ...birds.inputNames.map((name, j) => row(name, fit.weights[j]!, standardErrors.weights[j]!)),
    ],
    logLikelihood: fit.logLikelihood,
    iterations: fit.iterations,
    accuracy: right.filter(Boolean).length / right.length,
    history: fit.history,
    dropped: birds.dropped,
    samples: birds.size,
  };
}
