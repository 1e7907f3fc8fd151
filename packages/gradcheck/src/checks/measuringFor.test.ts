import { describe, expect, test } from 'vitest';
import { float32, float64, type Precision } from '../differences/measuring.js';
import { measuringFor, methodName, precisionFor } from './measuringFor.js';
import type { CheckOptions, PrecisionName } from './options.js';

const tolerance = { relative: 1e-9, absolute: 1e-9 };
const generic = (): unknown => undefined;

test.each<[PrecisionName | undefined, boolean, Precision]>([
  [undefined, false, float64],
  [undefined, true, float32],
  ['auto', false, float64],
  ['auto', true, float32],
  ['float64', false, float64],
  ['float64', true, float64],
  ['float32', false, float32],
  ['float32', true, float32],
])('precision %s, with float32 among the parameters: %s', (name, parametersAreFloat32, expected) => {
  expect(precisionFor('check', name, parametersAreFloat32)).toBe(expected);
});

describe('the method and why it was taken', () => {
  const hopeless = 'float32 has nothing to extrapolate';
  const given = 'a generic function was given';

  test.each<[CheckOptions & { generic?: unknown }, Precision, string, string | undefined]>([
    [{}, float64, 'fivePoint', undefined],
    [{}, float32, 'fivePoint', undefined],
    [{ generic }, float64, 'dual', given],
    [{ generic }, float32, 'dual', given],
    [{ generic, method: 'dual' }, float64, 'dual', undefined],
    [{ generic, method: 'fivePoint' }, float64, 'fivePoint', undefined],
    [{ generic, method: 'central' }, float32, 'central', undefined],
    [{ method: 'central' }, float64, 'central', undefined],
    [{ method: 'central' }, float32, 'central', undefined],
    [{ method: 'richardson' }, float64, 'richardson', undefined],
    [{ method: 'richardson' }, float32, 'fivePoint', hopeless],
    [{ generic, method: 'richardson' }, float64, 'richardson', undefined],
    [{ generic, method: 'richardson' }, float32, 'dual', hopeless],
  ])('%j in %j: %s', (options, precision, method, reason) => {
    const measuring = measuringFor('check', options, precision, tolerance);
    expect({ method: measuring.method, reason: measuring.reason }).toEqual({ method, reason });
  });
});

test('a step and a reason stand there only where there are some', () => {
  const plain = measuringFor('check', {}, float64, tolerance);
  expect(Object.keys(plain).sort()).toEqual(['enough', 'method', 'precision']);
  expect(measuringFor('check', { step: 0.5 }, float64, tolerance).step).toBe(0.5);
});

test('reports name the method, and the precision where it is not that of numbers', () => {
  const named = (method: CheckOptions['method'], precision: Precision): string =>
    methodName(measuringFor('check', { ...(method && { method }), generic }, precision, tolerance));
  expect(named('richardson', float64)).toBe('Richardson extrapolation');
  expect(named('central', float32)).toBe('central difference in float32');
  expect(named(undefined, float64)).toBe('dual numbers');
});
