/** Wrong lines that people have drawn: each must break a law. */
import {
  decisionBoundary,
  perceptronFormulas,
  type Construction,
  type DecisionBoundary,
  type LinearNeuron,
} from '../src/index.js';

type Boundary = Construction<typeof decisionBoundary>;
const { decisionBoundary: right } = perceptronFormulas;

/** The right line of another neuron. */
function of(change: (neuron: LinearNeuron, first: number, second: number) => Partial<LinearNeuron>): Boundary {
  return { ...right, value: (n, range) => decisionBoundary({ ...n, ...change(n, n.weights[0]!, n.weights[1]!) }, range) }; // prettier-ignore
}

function changed(change: (line: DecisionBoundary, neuron: LinearNeuron) => DecisionBoundary): Boundary {
  return { ...right, value: (neuron, range) => change(decisionBoundary(neuron, range), neuron) };
}

export const wrongBoundaries: readonly { name: string; wrong: Boundary }[] = [
  { name: 'the bias with the other sign', wrong: of((n) => ({ bias: 0 - n.bias })) },
  { name: 'the bias forgotten', wrong: of(() => ({ bias: 0 })) },
  { name: 'the slope with the other sign', wrong: of((_, first, second) => ({ weights: Float64Array.of(0 - first, second) })) },
  { name: 'w2 / w1 for the slope', wrong: of((_, first, second) => ({ weights: Float64Array.of(second, first) })) },
  { name: 'where z = 1/2, not 0', wrong: of((n) => ({ bias: n.bias - 0.5 })) },
  { name: 'always from 0 to 1', wrong: { ...right, value: (n) => decisionBoundary(n, [0, 1]) } },
  { name: 'the vertical line at b / w1', wrong: changed((line) => (line.kind === 'vertical' ? { ...line, x: 0 - line.x } : line)) },
  { name: 'the side of a neuron without weights forgotten', wrong: changed((line) => (line.kind === 'none' ? { ...line, side: 0 } : line)) },
]; // prettier-ignore
