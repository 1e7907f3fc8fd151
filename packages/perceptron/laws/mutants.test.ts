import { brokenLaws, type Law } from '@handgrad/gradcheck';
import { describe, expect, test } from 'vitest';
import { lawsOfDecisionBoundary } from './boundaries.js';
import { wrongBoundaries } from './boundaries.mutants.js';
import { lawsOfCoefficientTable } from './coefficientTables.js';
import { wrongTables } from './coefficientTables.mutants.js';
import { lawsOfAdalineFit, lawsOfNeuronFit } from './descents.js';
import { wrongAdalineFits, wrongNeuronFits } from './descents.mutants.js';
import { lawsOfLearningRule, lawsOfMistakeBound, lawsOfPerceptronFit } from './learning.js';
import { wrongBounds, wrongLearningRules, wrongPerceptronFits } from './learning.mutants.js';
import { lawsOfLikelihood } from './likelihoods.js';
import { lawsOfLogisticFit } from './logisticFits.js';
import { wrongLikelihoods, wrongLogisticFits } from './likelihoods.mutants.js';
import { lawsOfBooleanNeuron, lawsOfDifferentiableNeuron, lawsOfThresholdNeuron } from './neurons.js';
import { wrongBooleanNeurons, wrongDifferentiableNeurons, wrongThresholdNeurons } from './neurons.mutants.js';
import { lawsOfSeparation } from './separations.js';
import { wrongSeparations } from './separations.mutants.js';
import { lawsOfClassLikelihood, lawsOfSoftmaxFit } from './softmax.js';
import { wrongClassLikelihoods, wrongSoftmaxFits } from './softmax.mutants.js';

/** Every wrong formula breaks a law, and every law is broken by a wrong formula. */
function bank<Entry>(
  kind: string,
  lawsOf: (entry: Entry) => readonly Law[],
  mutants: readonly { name: string; wrong: Entry }[],
): void {
  describe(kind, () => {
    const fired = new Set<string>();
    for (const { name, wrong } of mutants) {
      test(`caught: ${name}`, () => {
        const broken = brokenLaws(lawsOf(wrong));
        for (const law of broken) fired.add(law);
        expect(broken).not.toEqual([]);
      });
    }
    test('each law can fail', () => {
      // Names that depend on the entry (concave, convex) stand for one law.
      const general = (law: string): string => law.replace(/concave|convex/, 'curved');
      const all = new Set(mutants.flatMap(({ wrong }) => lawsOf(wrong).map((law) => general(law.name))));
      const broken = new Set([...fired].map(general));
      expect([...all].filter((law) => !broken.has(law))).toEqual([]);
    });
  });
}

bank('neurons over true and false', lawsOfBooleanNeuron, wrongBooleanNeurons);
bank('threshold neurons', lawsOfThresholdNeuron, wrongThresholdNeurons);
bank('differentiable neurons', lawsOfDifferentiableNeuron, wrongDifferentiableNeurons);
bank('the perceptron rule', lawsOfLearningRule, wrongLearningRules);
bank('learning by the rule', lawsOfPerceptronFit, wrongPerceptronFits);
bank('bounds on mistakes', lawsOfMistakeBound, wrongBounds);
bank('likelihoods', lawsOfLikelihood, wrongLikelihoods);
bank('maximising the likelihood', lawsOfLogisticFit, wrongLogisticFits);
bank('likelihoods of classes', lawsOfClassLikelihood, wrongClassLikelihoods);
bank('softmax regression', lawsOfSoftmaxFit, wrongSoftmaxFits);
bank('the line a neuron draws', lawsOfDecisionBoundary, wrongBoundaries);
bank('learning Adaline by descent', lawsOfAdalineFit, wrongAdalineFits);
bank('learning a sigmoid neuron by descent', lawsOfNeuronFit, wrongNeuronFits);
bank('tests of coefficients', lawsOfCoefficientTable, wrongTables);
bank('separation', lawsOfSeparation, wrongSeparations);
