/** The laws of this package: `perceptronLaws` by the name of the formula, and the catalogue that pages and tables are made from. */
import type { CatalogueGroup } from '@handgrad/core-math/laws';
import type { Law } from '@handgrad/gradcheck';
import { perceptronFormulas, type PerceptronFormulaName } from '../src/index.js';
import { lawsOfLearningRule, lawsOfMistakeBound, lawsOfPerceptronFit } from './learning.js';
import { lawsOfLikelihood } from './likelihoods.js';
import { lawsOfLogisticFit } from './logisticFits.js';
import { lawsOfBooleanNeuron, lawsOfDifferentiableNeuron, lawsOfThresholdNeuron } from './neurons.js';
import { lawsOfClassLikelihood, lawsOfSoftmaxFit } from './softmax.js';

export * from './neurons.js';
export * from './learning.js';
export * from './likelihoods.js';
export * from './logisticFits.js';
export * from './softmax.js';

const formulas = perceptronFormulas;

/** The laws that hold each formula; a formula without an entry does not compile. */
export const perceptronLaws: Readonly<Record<PerceptronFormulaName, readonly Law[]>> = {
  mcCullochPitts: lawsOfBooleanNeuron(formulas.mcCullochPitts),
  perceptronStep: lawsOfThresholdNeuron(formulas.perceptronStep),
  perceptronSign: lawsOfThresholdNeuron(formulas.perceptronSign),
  perceptronRule: lawsOfLearningRule(formulas.perceptronRule),
  fitPerceptron: lawsOfPerceptronFit(formulas.fitPerceptron),
  novikoffBound: lawsOfMistakeBound(formulas.novikoffBound),
  adaline: lawsOfDifferentiableNeuron(formulas.adaline),
  sigmoidNeuron: lawsOfDifferentiableNeuron(formulas.sigmoidNeuron),
  logLikelihood: lawsOfLikelihood(formulas.logLikelihood),
  meanLogLoss: lawsOfLikelihood(formulas.meanLogLoss),
  fitLogisticRegression: lawsOfLogisticFit(formulas.fitLogisticRegression),
  softmaxLogLoss: lawsOfClassLikelihood(formulas.softmaxLogLoss),
  fitSoftmaxRegression: lawsOfSoftmaxFit(formulas.fitSoftmaxRegression),
};

function group(title: string, folder: string, laws: string, names: readonly PerceptronFormulaName[]): CatalogueGroup {
  return {
    title,
    folder: `packages/perceptron/src/${folder}`,
    laws: `packages/perceptron/laws/${laws}.ts`,
    entries: names.map((name) => ({ formula: formulas[name], laws: perceptronLaws[name] })),
  };
}

/** All the formulas of this package. */
export const perceptronCatalogue: readonly CatalogueGroup[] = [
  group('Neurons', 'neurons', 'neurons', [
    'mcCullochPitts',
    'perceptronStep',
    'perceptronSign',
    'adaline',
    'sigmoidNeuron',
  ]),
  group('The perceptron rule', 'learning', 'learning', ['perceptronRule', 'fitPerceptron', 'novikoffBound']),
  group('Likelihoods', 'logistic', 'likelihoods', ['logLikelihood', 'meanLogLoss']),
  group('Logistic regression', 'logistic', 'logisticFits', ['fitLogisticRegression']),
  group('Softmax regression', 'softmax', 'softmax', ['softmaxLogLoss', 'fitSoftmaxRegression']),
];
