import { fitAdalineFormula } from './learning/fitAdaline.js';
import { fitNeuronFormula } from './learning/fitNeuron.js';
import { fitPerceptronFormula } from './learning/fitPerceptron.js';
import { novikoffBoundFormula } from './learning/novikoffBound.js';
import { perceptronRuleFormula } from './learning/perceptronRule.js';
import { coefficientTableFormula } from './logistic/coefficientTable.js';
import { fitLogisticRegressionFormula } from './logistic/fitLogisticRegression.js';
import { logLikelihoodFormula } from './logistic/logLikelihood.js';
import { meanLogLossFormula } from './logistic/meanLogLoss.js';
import { adalineFormula } from './neurons/adaline.js';
import { decisionBoundaryFormula } from './neurons/decisionBoundary.js';
import { mcCullochPittsFormula } from './neurons/mcCullochPitts.js';
import { perceptronSignFormula } from './neurons/perceptronSign.js';
import { perceptronStepFormula } from './neurons/perceptronStep.js';
import { sigmoidNeuronFormula } from './neurons/sigmoidNeuron.js';
import { detectSeparationFormula } from './separation/detectSeparation.js';
import { fitSoftmaxRegressionFormula } from './softmax/fitSoftmaxRegression.js';
import { softmaxLogLossFormula } from './softmax/softmaxLogLoss.js';
import type { Formula } from '@handgrad/core-math';

/** Every formula of this package, in the order of the course. */
export const perceptronFormulas = {
  mcCullochPitts: mcCullochPittsFormula,
  perceptronStep: perceptronStepFormula,
  perceptronSign: perceptronSignFormula,
  decisionBoundary: decisionBoundaryFormula,
  perceptronRule: perceptronRuleFormula,
  fitPerceptron: fitPerceptronFormula,
  novikoffBound: novikoffBoundFormula,
  adaline: adalineFormula,
  fitAdaline: fitAdalineFormula,
  sigmoidNeuron: sigmoidNeuronFormula,
  fitNeuron: fitNeuronFormula,
  logLikelihood: logLikelihoodFormula,
  meanLogLoss: meanLogLossFormula,
  fitLogisticRegression: fitLogisticRegressionFormula,
  coefficientTable: coefficientTableFormula,
  detectSeparation: detectSeparationFormula,
  softmaxLogLoss: softmaxLogLossFormula,
  fitSoftmaxRegression: fitSoftmaxRegressionFormula,
} as const satisfies Record<string, Formula>;

export type PerceptronFormulaName = keyof typeof perceptronFormulas;
