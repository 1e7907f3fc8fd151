export * from './contracts.js';
export * from './neurons/netInput.js';
export * from './neurons/mcCullochPitts.js';
export * from './neurons/perceptronStep.js';
export * from './neurons/perceptronSign.js';
export * from './neurons/adaline.js';
export * from './neurons/sigmoidNeuron.js';
export * from './neurons/decisionBoundary.js';
export * from './learning/perceptronRule.js';
export * from './learning/fitPerceptron.js';
export * from './learning/novikoffBound.js';
export { type NeuronFit, type UpdateOptions } from './learning/descendNeuron.js';
export * from './learning/fitAdaline.js';
export * from './learning/fitNeuron.js';
export {
  logLikelihood,
  logLikelihoodGradient,
  logLikelihoodHessian,
  logLikelihoodFormula,
} from './logistic/logLikelihood.js';
export * from './logistic/meanLogLoss.js';
export * from './logistic/logisticFit.js';
export * from './logistic/fitLogisticRegression.js';
export * from './separation/separationOf.js';
export * from './separation/detectSeparation.js';
export * from './separation/nonNegativeLeastSquares.js';
export * from './algebra/cholesky.js';
export {
  softmaxLogLoss,
  softmaxLogLossGradient,
  softmaxLogLossFormula,
  softmaxProbabilities,
} from './softmax/softmaxLogLoss.js';
export * from './softmax/softmaxFit.js';
export * from './softmax/fitSoftmaxRegression.js';
export * from './separation/detectClassSeparation.js';
export * from './logistic/coefficientTable.js';
export * from './logistic/logisticProbabilities.js';
export * from './formulas.js';
