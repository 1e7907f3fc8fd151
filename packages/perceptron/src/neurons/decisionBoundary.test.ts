import { fc, test as property } from '@fast-check/vitest';
import { real } from '@handgrad/gradcheck';
import { expect, test } from 'vitest';
import { decisionBoundary } from './decisionBoundary.js';
import { netInput } from './netInput.js';

const weight = real({ low: -8, high: 8 });

property.prop([weight, fc.constantFrom(-2, -0.5, 0.25, 1, 4), weight])(
  'both ends of the line lie on w.x + b = 0',
  (first, second, bias) => {
    const neuron = { weights: Float64Array.of(first, second), bias };
    const line = decisionBoundary(neuron, [-3, 5]);
    if (line.kind !== 'line') throw new Error('expected a line');
    expect([line.from[0], line.to[0]]).toEqual([-3, 5]);
    // Terms of at most 8 x 5 + 8, so rounding below 1e-13.
    for (const end of [line.from, line.to]) expect(Math.abs(netInput(neuron, end))).toBeLessThan(1e-13);
  },
);

test('a neuron that ignores the second input has a vertical boundary', () => {
  expect(decisionBoundary({ weights: Float64Array.of(-4, 0), bias: 2 }, [0, 1])).toEqual({ kind: 'vertical', x: 0.5 });
  expect(decisionBoundary({ weights: Float64Array.of(4, -0), bias: 0 }, [0, 1])).toEqual({ kind: 'vertical', x: 0 });
});

test.each([
  [2, 1],
  [-2, -1],
  [0, 0],
])('without weights all of the plane is on the side of the bias %d', (bias, side) => {
  expect(decisionBoundary({ weights: Float64Array.of(0, 0), bias }, [0, 1])).toEqual({ kind: 'none', side });
});

test('throws unless there are two finite weights and a range', () => {
  expect(() => decisionBoundary({ weights: Float64Array.of(1, 2, 3), bias: 0 }, [0, 1])).toThrow(
    /expected 2 weights, got 3/,
  );
  expect(() => decisionBoundary({ weights: Float64Array.of(1, NaN), bias: 0 }, [0, 1])).toThrow(RangeError);
  expect(() => decisionBoundary({ weights: Float64Array.of(1, 1), bias: Infinity }, [0, 1])).toThrow(RangeError);
  expect(() => decisionBoundary({ weights: Float64Array.of(1, 1), bias: 0 }, [1, 1])).toThrow(
    /low < high, got \[1, 1\]/,
  );
});
