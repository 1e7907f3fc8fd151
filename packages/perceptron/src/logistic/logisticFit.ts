/** What `fitLogisticRegression` takes and gives. */
import type { Matrix, Random } from '@handgrad/core-math';
import type { LinearNeuron } from '../contracts.js';
import type { Separation } from '../separation/detectSeparation.js';

export type LogisticOptions = {
  /** The strength l2 (lambda) of the penalty l2 |w|^2 (no 1/2, not divided by n, the bias left alone) that is taken off the log-likelihood. Default 0. */
  readonly l2?: number;
} & (
  | {
      /** Newton's method, also called IRLS: the default. */
      readonly method?: 'newton';
      /** The most steps. Default 50. */
      readonly iterations?: number;
      /** Stops after a step shorter than this, in standard errors. Default 1e-10. */
      readonly tolerance?: number;
    }
  | {
      /** The course's rule: w <- w + eta X^T (y - p). */
      readonly method: 'gradientAscent';
      readonly learningRate: number;
      /** The most steps. Default 1000. */
      readonly iterations?: number;
      /** Stops when no slope of the mean log-likelihood is larger. Default 1e-8. */
      readonly tolerance?: number;
    }
  | {
      /** Batches in random order; with batches of 1, stochastic gradient descent. */
      readonly method: 'stochastic';
      readonly learningRate: number;
      readonly epochs: number;
      /** Samples in a batch. Default 1. */
      readonly batchSize?: number;
      readonly random: Random;
      /** As for gradientAscent, looked at after each epoch. Default 1e-8. */
      readonly tolerance?: number;
    }
);

export type LogisticFit = LinearNeuron & {
  /** Whether w and b are the maximum of the (penalised) likelihood, up to the tolerance. Never true where there is none. */
  readonly converged: boolean;
  /**
   * 'separated': the likelihood has no maximum; w and b are where the search stood. 'limit': out of steps. 'unchecked': the
   * slopes are 0 up to the tolerance, but the data are too large to be searched for a separation.
   */
  readonly reason: 'maximum' | 'limit' | 'separated' | 'unchecked';
  /** Steps of Newton or ascent, or epochs. */
  readonly iterations: number;
  /** The largest slope of the penalised log-likelihood, divided by n. */
  readonly gradientNorm: number;
  /** l(w, b), without the penalty. */
  readonly logLikelihood: number;
  /** The penalised log-likelihood before the first iteration and after each. */
  readonly history: readonly number[];
  /** Looked for where it matters: with l2 > 0 only data of one class have no maximum. */
  readonly separation: Separation;
  /** Of w and b, from the observed information; null unless w and b are the maximum of the likelihood itself (l2 = 0). */
  readonly standardErrors: LinearNeuron | null;
  /** Their covariances [(d + 1) x (d + 1)], the bias last: the inverse information. */
  readonly covariance: Matrix | null;
};
