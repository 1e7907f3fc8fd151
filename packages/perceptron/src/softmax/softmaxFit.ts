/** What `fitSoftmaxRegression` takes and gives. */
import type { SoftmaxModel } from '../contracts.js';
import type { ClassSeparation } from '../separation/detectClassSeparation.js';

export type SoftmaxOptions = {
  /** C. By default the largest label + 1. */
  readonly classes?: number;
  /** The strength l2 (lambda) of the penalty l2 |W|^2 (all entries, no 1/2, not divided by n, the biases left alone). Default 0. */
  readonly l2?: number;
} & (
  | {
      /** Newton's method: the default. Solves C (d + 1) equations a step; for many inputs descend instead. */
      readonly method?: 'newton';
      /** The most steps. Default 50. */
      readonly iterations?: number;
      /** Stops after a step shorter than this, in standard errors. Default 1e-10. */
      readonly tolerance?: number;
    }
  | {
      /** W <- W - eta (X^T (P - Y) / n + 2 l2 W / n), from zero. */
      readonly method: 'gradientDescent';
      readonly learningRate: number;
      /** The most steps. Default 1000. */
      readonly iterations?: number;
      /** Stops when no slope of the mean penalised loss is larger. Default 1e-8. */
      readonly tolerance?: number;
    }
);

export type SoftmaxFit = SoftmaxModel & {
  /** Whether W and b are the maximum of the (penalised) likelihood, up to the tolerance. Never true where there may be none. */
  readonly converged: boolean;
  /**
   * 'separated': there is no maximum; 'limit': out of steps; 'unchecked': the slopes are 0 up to the tolerance, but the data
   * are too large to be searched for a separation.
   */
  readonly reason: 'maximum' | 'limit' | 'separated' | 'unchecked';
  readonly iterations: number;
  /** The largest slope of the mean penalised loss. */
  readonly gradientNorm: number;
  /** Without the penalty: -n times the mean log-loss. */
  readonly logLikelihood: number;
  /** The penalised log-likelihood before the first iteration and after each. */
  readonly history: readonly number[];
  /** With l2 > 0 and every class present there is always a maximum, and nothing is searched. */
  readonly separation: ClassSeparation;
};
