import { describe, expect, test } from 'vitest';
import { andNeuron, mcCullochPitts, notNeuron, orNeuron } from './mcCullochPitts.js';
import { perceptronStep } from './perceptronStep.js';

const bit = [false, true];
const corners = bit.flatMap((a) => bit.flatMap((b) => bit.map((c) => [a, b, c] as const)));

test.each([
  [false, false],
  [false, true],
  [true, false],
  [true, true],
])('AND and OR of %s and %s', (a, b) => {
  expect(andNeuron([a, b])).toBe(a && b);
  expect(orNeuron([a, b])).toBe(a || b);
});

test('NOT', () => {
  expect(notNeuron(false)).toBe(true);
  expect(notNeuron(true)).toBe(false);
});

describe('one neuron is weaker than a perceptron', () => {
  /** What all single neurons compute: each input excitatory, inhibitory or left out, any threshold. */
  function computable(wanted: (corner: readonly boolean[]) => boolean): boolean {
    const roles = ['excites', 'inhibits', 'absent'] as const;
    return roles.some((a) =>
      roles.some((b) =>
        roles.some((c) =>
          [0, 1, 2, 3, 4].some((threshold) =>
            corners.every((corner) => {
              const inputs = (role: string): boolean[] => corner.filter((_, j) => [a, b, c][j] === role);
              return mcCullochPitts(inputs('excites'), threshold, inputs('inhibits')) === wanted(corner);
            }),
          ),
        ),
      ),
    );
  }

  test('it computes a and b and not c', () => {
    expect(computable(([a, b, c]) => a! && b! && !c!)).toBe(true);
  });

  test('no threshold computes "a, or both b and c"; the weights (2, 1, 1) with bias -2 do', () => {
    const wanted = ([a, b, c]: readonly boolean[]): boolean => a! || (b! && c!);
    expect(computable(wanted)).toBe(false);
    const neuron = { weights: Float64Array.of(2, 1, 1), bias: -2 };
    for (const corner of corners) expect(perceptronStep(neuron, corner.map(Number)) === 1).toBe(wanted(corner));
  });

  test('neither computes XOR', () => {
    expect(computable(([a, b]) => a !== b)).toBe(false);
    const grid = [-3, -2.5, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3];
    const right = grid.some((v) =>
      grid.some((w) =>
        grid.some((bias) => {
          const neuron = { weights: Float64Array.of(v, w), bias };
          return corners.every(([a, b]) => (perceptronStep(neuron, [Number(a), Number(b)]) === 1) === (a !== b));
        }),
      ),
    );
    expect(right).toBe(false);
  });
});

test('throws for a threshold that is not whole and for inputs that are not boolean', () => {
  expect(() => mcCullochPitts([true], 0.5)).toThrow(
    new RangeError('mcCullochPitts: expected a whole number as threshold, got 0.5. Pass how many inputs must be on.'),
  );
  expect(() => mcCullochPitts([1 as unknown as boolean], 1)).toThrow(TypeError);
});
