import { brokenLaws } from '@handgrad/gradcheck';
import { describe, expect, test } from 'vitest';
import { matrixMetrics, metrics } from '../src/metrics/index.js';
import { lawsOfMatrixMetric, lawsOfMetric } from './metrics.js';
import { matrixMetricMutants, metricMutants } from './metrics.mutants.js';

describe.each(Object.entries(metrics))('%s', (name, formula) => {
  test('is registered under its own name', () => {
    expect(formula.name).toBe(name);
  });
  for (const law of lawsOfMetric(formula)) test(law.name, () => void law.check());
});

describe('wrong metrics', () => {
  const broken = new Map(metricMutants.map(({ name, wrong }) => [name, brokenLaws(lawsOfMetric(wrong), { seed: 1 })]));

  test.each(metricMutants)('$name is caught', ({ name }) => {
    expect(broken.get(name)).not.toEqual([]);
  });

  test('every law can fail', () => {
    const names = new Set(Object.values(metrics).flatMap((metric) => lawsOfMetric(metric).map(({ name }) => name)));
    const caught = new Set([...broken.values()].flat());
    expect([...names].filter((name) => !caught.has(name))).toEqual([]);
  });
});

describe.each(Object.entries(matrixMetrics))('%s', (name, formula) => {
  test('is registered under its own name', () => {
    expect(formula.name).toBe(name);
  });
  for (const law of lawsOfMatrixMetric(formula)) test(law.name, () => void law.check());
});

describe('wrong metrics that are tables', () => {
  const broken = new Map(
    matrixMetricMutants.map(({ name, wrong }) => [name, brokenLaws(lawsOfMatrixMetric(wrong), { seed: 1 })]),
  );

  test.each(matrixMetricMutants)('$name is caught', ({ name }) => {
    expect(broken.get(name)).not.toEqual([]);
  });

  test('every law can fail', () => {
    const names = new Set(
      Object.values(matrixMetrics).flatMap((metric) => lawsOfMatrixMetric(metric).map(({ name }) => name)),
    );
    const caught = new Set([...broken.values()].flat());
    expect([...names].filter((name) => !caught.has(name))).toEqual([]);
  });
});
