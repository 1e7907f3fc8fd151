import { allOf, iris, labelsOf } from '@handgrad/datasets';
import { fitPerceptron, novikoffBound } from '@handgrad/perceptron';
import type { PerceptronData } from '../report/reportData.js';

const setosa = 0;
const petalLength = 2;
const petalWidth = 3;

/** A perceptron learns to tell setosa from the other irises by the length and width of a petal, which a line separates. */
export function perceptronOnIris(): PerceptronData {
  const flowers = iris();
  const inputs = allOf(flowers).inputs.sliceColumns(petalLength, petalWidth + 1);
  const labels = Array.from(labelsOf(flowers), (species) => (species === setosa ? 1 : -1));
  const fit = fitPerceptron(inputs, labels, { epochs: 100 });
  return {
    points: labels.map((label, i) => ({ x: inputs.get(i, 0), y: inputs.get(i, 1), label: label as -1 | 1 })),
    axes: { x: 'petal length (cm)', y: 'petal width (cm)' },
    line: { weights: [fit.weights[0]!, fit.weights[1]!], bias: fit.bias },
    mistakes: fit.mistakes,
    converged: fit.converged,
    ...(fit.converged && { bound: novikoffBound(inputs, labels, fit) }),
    classes: { negative: 'versicolor or virginica', positive: 'setosa' },
  };
}
