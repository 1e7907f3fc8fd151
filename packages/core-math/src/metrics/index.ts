import type { Metric } from '../formula.js';
import { accuracyMetric } from './accuracy.js';
import { binaryAccuracyMetric } from './binaryAccuracy.js';
import { confusionMatrixMetric, type MatrixMetric } from './confusionMatrix.js';

export * from './accuracy.js';
export * from './binaryAccuracy.js';
export * from './confusionMatrix.js';

/** How well predictions fit, as a number. */
export const metrics = {
  accuracy: accuracyMetric,
  binaryAccuracy: binaryAccuracyMetric,
} as const satisfies Record<string, Metric>;
export type MetricName = keyof typeof metrics;

/** How well predictions fit, as a table. */
export const matrixMetrics = { confusionMatrix: confusionMatrixMetric } as const satisfies Record<string, MatrixMetric>;
