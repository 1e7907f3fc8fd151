/** The laws of this package: `perceptronLaws` by the name of the formula, and the catalogue that pages and tables are made from. */
import type { CatalogueGroup } from '@handgrad/core-math/laws';
import type { Law } from '@handgrad/gradcheck';
import { perceptronFormulas, type PerceptronFormulaName } from '../src/index.js';
import { lawsOfDecisionBoundary } from './boundaries.js';
import { lawsOfCoefficientTable } from './coefficientTables.js';
import { lawsOfAdalineFit, lawsOfNeuronFit } from './descents.js';
import { lawsOfLearningRule, lawsOfMistakeBound, lawsOfPerceptronFit } from './learning.js';
import { lawsOfLikelihood } from './likelihoods.js';
import { lawsOfLogisticFit } from './logisticFits.js';
import { lawsOfBooleanNeuron, lawsOfDifferentiableNeuron, lawsOfThresholdNeuron } from './neurons.js';
import { lawsOfSeparation } from './separations.js';
import { lawsOfClassLikelihood, lawsOfSoftmaxFit } from './softmax.js';

export * from './neurons.js';
export * from './learning.js';
export * from './likelihoods.js';
export * from './logisticFits.js';
export * from './softmax.js';
export * from './boundaries.js';
export * from './descents.js';
export * from './coefficientTables.js';
export * from './separations.js';

const formulas = perceptronFormulas;

/** The laws that hold each formula; a formula without an entry does not compile. */
export const perceptronLaws: Readonly<Record<PerceptronFormulaName, readonly Law[]>> = {
  mcCullochPitts: lawsOfBooleanNeuron(formulas.mcCullochPitts),
  perceptronStep: lawsOfThresholdNeuron(formulas.perceptronStep),
  perceptronSign: lawsOfThresholdNeuron(formulas.perceptronSign),
  decisionBoundary: lawsOfDecisionBoundary(formulas.decisionBoundary),
  perceptronRule: lawsOfLearningRule(formulas.perceptronRule),
  fitPerceptron: lawsOfPerceptronFit(formulas.fitPerceptron),
  novikoffBound: lawsOfMistakeBound(formulas.novikoffBound),
  adaline: lawsOfDifferentiableNeuron(formulas.adaline),
  fitAdaline: lawsOfAdalineFit(formulas.fitAdaline),
  sigmoidNeuron: lawsOfDifferentiableNeuron(formulas.sigmoidNeuron),
  fitNeuron: lawsOfNeuronFit(formulas.fitNeuron),
  logLikelihood: lawsOfLikelihood(formulas.logLikelihood),
  meanLogLoss: lawsOfLikelihood(formulas.meanLogLoss),
  fitLogisticRegression: lawsOfLogisticFit(formulas.fitLogisticRegression),
  coefficientTable: lawsOfCoefficientTable(formulas.coefficientTable),
  detectSeparation: lawsOfSeparation(formulas.detectSeparation),
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
  group('The line a neuron draws', 'neurons', 'boundaries', ['decisionBoundary']),
  group('The perceptron rule', 'learning', 'learning', ['perceptronRule', 'fitPerceptron', 'novikoffBound']),
  group('Neurons learnt by descent', 'learning', 'descents', ['fitAdaline', 'fitNeuron']),
  group('Likelihoods', 'logistic', 'likelihoods', ['logLikelihood', 'meanLogLoss']),
  group('Logistic regression', 'logistic', 'logisticFits', ['fitLogisticRegression']),
  group('Tests of coefficients', 'logistic', 'coefficientTables', ['coefficientTable']),
  group('Separation', 'separation', 'separations', ['detectSeparation']),
  group('Softmax regression', 'softmax', 'softmax', ['softmaxLogLoss', 'fitSoftmaxRegression']),
];
