import { brokenLaws } from '@handgrad/gradcheck';
import { describe, expect, test } from 'vitest';
import { matrixMetrics, metrics } from '../src/metrics/index.js';
import { testBank } from './bank.test-support.js';
import { lawsOfMatrixMetric } from './matrixMetrics.js';
import { matrixMetricMutants } from './matrixMetrics.mutants.js';
import { lawsOfMetric } from './metrics.js';
import { metricMutants } from './metrics.mutants.js';

describe('wrong metrics', () => {
  // Half as many cases as the right ones get: enough to be caught, and there are many.
  const options = { seed: 1, runs: 50 };
  const broken = new Map(
    metricMutants.map(({ name, wrong, make }) => [name, brokenLaws(lawsOfMetric(wrong, make), options)]),
  );

  test.each(metricMutants)('$name is caught', ({ name }) => {
    expect(broken.get(name)).not.toEqual([]);
  });

  test('every law can fail', () => {
    const names = new Set(Object.values(metrics).flatMap((metric) => lawsOfMetric(metric).map(({ name }) => name)));
    const caught = new Set([...broken.values()].flat());
    expect([...names].filter((name) => !caught.has(name))).toEqual([]);
  });
});

testBank('wrong metrics that are tables', matrixMetricMutants, lawsOfMatrixMetric, Object.values(matrixMetrics));
