import { Matrix } from '@handgrad/core-math';
import { describe, expect, test } from 'vitest';
import { adam, momentum, sgd } from './index.js';

const w = { w: Matrix.row([1, 2, -3]) };
const g = { w: Matrix.row([0.5, -2, 1e-3]) };

test('momentum 0 is sgd, bit for bit', () => {
  const plain = sgd({ learningRate: 0.1 });
  const heavy = momentum({ learningRate: 0.1, momentum: 0 });
  let a = { parameters: w as { w: Matrix }, state: plain.initialize(w) };
  let b = { parameters: w as { w: Matrix }, state: heavy.initialize(w) };
  for (let step = 0; step < 3; step++) {
    a = plain.step(a.parameters, g, a.state) as typeof a;
    b = heavy.step(b.parameters, g, b.state) as typeof b;
  }
  expect(b.parameters.w.data).toEqual(a.parameters.w.data);
});

test('momentum 0.9 under a constant gradient comes to ten times the step of sgd', () => {
  const rule = momentum({ learningRate: 0.01, momentum: 0.9 });
  let now = { parameters: w as Readonly<Record<string, Matrix>>, state: rule.initialize(w) };
  for (let step = 0; step < 500; step++) now = rule.step(now.parameters, g, now.state);
  expect(now.state.slots['velocity']['w'].get(0, 0)).toBeCloseTo(-10 * 0.01 * 0.5, 14);
});

test("adam takes the paper's defaults", () => {
  expect(adam().parameters).toEqual({
    learningRate: 0.001,
    firstMomentDecay: 0.9,
    secondMomentDecay: 0.999,
    epsilon: 1e-8,
  });
});

test('the first step of adam is the learning rate long in every coordinate', () => {
  const rule = adam({ learningRate: 0.1 });
  const { parameters } = rule.step(w, g, rule.initialize(w));
  [-0.1, 0.1, -0.1].forEach((step, i) => {
    // epsilon / |g| of the step is missing: 1e-5 for a gradient of 1e-3.
    expect(parameters['w'].data[i] - w.w.data[i]).toBeCloseTo(step, 5);
  });
});

describe('bad input', () => {
  test.each([0, -0.1, NaN, Infinity, '0.1' as unknown as number])('throws for the learning rate %s', (learningRate) => {
    for (const rule of [sgd, momentum, adam]) expect(() => rule({ learningRate })).toThrow(RangeError);
    expect(() => sgd({ learningRate })).toThrow(/sgd: expected learningRate to be a finite number above 0, got/);
  });

  test.each([1, -0.1, NaN])('throws for the decay %s', (decay) => {
    expect(() => momentum({ momentum: decay })).toThrow(/expected 0 <= momentum < 1, got/);
    expect(() => adam({ firstMomentDecay: decay })).toThrow(/expected 0 <= firstMomentDecay < 1, got/);
    expect(() => adam({ secondMomentDecay: decay })).toThrow(/expected 0 <= secondMomentDecay < 1, got/);
  });

  test('throws for an epsilon of 0', () => {
    expect(() => adam({ epsilon: 0 })).toThrow(/expected epsilon to be a finite number above 0, got 0/);
  });

  test('says both shapes when a gradient does not fit its parameter', () => {
    const rule = sgd();
    expect(() => rule.step(w, { w: Matrix.zeros(3, 1) }, rule.initialize(w))).toThrow(
      'sgd: expected a gradient of shape 1 x 3 for "w", got 3 x 1.',
    );
    expect(() => rule.step(w, {}, rule.initialize(w))).toThrow('for "w", got none');
  });

  test('names the slots when the state is that of another optimizer', () => {
    expect(() => adam().step(w, g, momentum().initialize(w))).toThrow(
      'adam: expected a state with the slots firstMoment, secondMoment, got velocity.',
    );
  });
});
