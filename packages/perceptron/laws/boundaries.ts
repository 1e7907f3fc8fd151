import { demand, fact, law, real, type Law } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import { netInput, type Construction, type decisionBoundary, type LinearNeuron } from '../src/index.js';

const weight = real({ low: -8, high: 8 });
const slopes = weight.filter((w) => Math.abs(w) >= 1e-3);
const ranges = fc.record({ low: weight, width: fc.constantFrom(0.5, 1, 4) });

/** What the line keeps where a neuron with two inputs is undecided. */
export function lawsOfDecisionBoundary({ value: boundary }: Construction<typeof decisionBoundary>): Law[] {
  const lines = fc.record({ first: weight, second: slopes, bias: weight, range: ranges });
  return [
    law('both ends of the line satisfy w.x + b = 0', lines, ({ first, second, bias, range }) => {
      const neuron = { weights: Float64Array.of(first, second), bias };
      const [from, to] = endsOf(boundary(neuron, [range.low, range.low + range.width]));
      const worst = Math.max(Math.abs(netInput(neuron, from)), Math.abs(netInput(neuron, to)));
      // Terms of at most 8 x 12 + 8, some seven roundings of 1e-14.
      demand(worst <= 2e-13, () => `w.x + b = ${worst} at an end`);
      return worst;
    }),
    law('the line runs from one end of the range to the other', lines, ({ first, second, bias, range }) => {
      const [low, high] = [range.low, range.low + range.width];
      const [from, to] = endsOf(boundary({ weights: Float64Array.of(first, second), bias }, [low, high]));
      demand(from[0] === low && to[0] === high, () => `runs from ${from[0]} to ${to[0]}, not ${low} to ${high}`);
    }),
    law(
      'without the second weight the line is vertical, at w1 x + b = 0',
      fc.tuple(slopes, weight),
      ([first, bias]) => {
        const got = boundary({ weights: Float64Array.of(first, 0), bias }, [0, 1]);
        demand(got.kind === 'vertical', () => `got a ${got.kind}`);
        demand(Math.abs(first * got.x + bias) <= 1e-14, () => `w1 x + b = ${first * got.x + bias}`);
      },
    ),
    law('a factor on weights and bias moves no line', lines, ({ first, second, bias }) => {
      const neuron = { weights: Float64Array.of(first, second), bias };
      const [one, other] = [neuron, scaled(neuron, -4)].map((n) => endsOf(boundary(n, [0, 1])));
      demand(one![0][1] === other![0][1] && one![1][1] === other![1][1], () => 'at -4 times it is another line');
    }),
    fact('without weights all of the plane is on the side of the bias', () => {
      for (const side of [-1, 0, 1] as const) {
        const got = boundary({ weights: new Float64Array(2), bias: 3 * side }, [0, 1]);
        demand(got.kind === 'none' && got.side === side, () => `got ${JSON.stringify(got)} for a bias of ${3 * side}`);
      }
    }),
  ];
}

function endsOf(line: ReturnType<typeof decisionBoundary>): [readonly [number, number], readonly [number, number]] {
  demand(line.kind === 'line', () => `expected a line, got ${line.kind}`);
  return [line.from, line.to];
}

function scaled(neuron: LinearNeuron, factor: number): LinearNeuron {
  return { weights: neuron.weights.map((w) => w * factor), bias: neuron.bias * factor };
}
