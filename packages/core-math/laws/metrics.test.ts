import { describe, expect, test } from 'vitest';
import { matrixMetrics, metricFactories, metrics } from '../src/metrics/index.js';
import { lawsOfMatrixMetric } from './matrixMetrics.js';
import { lawsOfMetric } from './metrics.js';

describe.each(Object.entries(metrics))('%s', (name, formula) => {
  test('is registered under its own name', () => {
    expect(formula.name).toBe(name);
  });
  test('is made again by its factory from its options, which are JSON', () => {
    const make = metricFactories[formula.name as keyof typeof metricFactories] as (options?: object) => typeof formula;
    const again = make(JSON.parse(JSON.stringify(formula.options ?? {})) as object);
    expect({ ...again, value: 0, container: 0 }).toEqual({ ...formula, value: 0, container: 0 });
  });
  for (const law of lawsOfMetric(formula)) test(law.name, () => void law.check());
});

describe.each(Object.entries(matrixMetrics))('%s', (name, formula) => {
  test('is registered under its own name', () => {
    expect(formula.name).toBe(name);
  });
  for (const law of lawsOfMatrixMetric(formula)) test(law.name, () => void law.check());
});
