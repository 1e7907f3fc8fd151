import { checkGradient, demand, fact, law, real, type Law } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import type { BooleanNeuron, DifferentiableNeuron, ThresholdNeuron } from '../src/index.js';
import { neuronsAtZero, realNeurons, wholeNeurons } from './cases.js';

const bits = fc.array(fc.boolean(), { maxLength: 4 });
const booleanCases = fc.record({ excitatory: bits, inhibitory: bits, threshold: fc.integer({ min: 0, max: 4 }) });

/** What every neuron over true and false keeps. */
export function lawsOfBooleanNeuron(formula: BooleanNeuron): Law[] {
  return [
    law('threshold n is AND, threshold 1 is OR', fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }), (inputs) => {
      demand(formula.value(inputs, inputs.length) === inputs.every(Boolean), () => `AND of ${String(inputs)} differs`);
      demand(formula.value(inputs, 1) === inputs.some(Boolean), () => `OR of ${String(inputs)} differs`);
    }),
    fact('threshold 0 and one inhibitory input is NOT', () => {
      demand(formula.value([], 0, [false]), () => 'NOT false is false');
      demand(!formula.value([], 0, [true]), () => 'NOT true is true');
    }),
    law(
      'one active inhibitory input silences any excitation',
      booleanCases,
      ({ excitatory, inhibitory, threshold }) => {
        demand(!formula.value(excitatory, threshold, [...inhibitory, true]), () => 'it fires');
      },
    ),
    law('inhibitory inputs at rest change nothing', booleanCases, ({ excitatory, inhibitory, threshold }) => {
      const resting = inhibitory.map(() => false);
      demand(
        formula.value(excitatory, threshold, resting) === formula.value(excitatory, threshold),
        () => 'it differs',
      );
    }),
    law('the order of the excitatory inputs does not matter', booleanCases, ({ excitatory, threshold }) => {
      const reversed = [...excitatory].reverse();
      demand(formula.value(reversed, threshold) === formula.value(excitatory, threshold), () => 'reversed it differs');
    }),
    law('one more active input never silences it', booleanCases, ({ excitatory, threshold }) => {
      const before = formula.value(excitatory, threshold);
      demand(!before || formula.value([...excitatory, true], threshold), () => 'it falls silent');
    }),
  ];
}

/** What every neuron keeps that answers by the sign of its net input. */
export function lawsOfThresholdNeuron(formula: ThresholdNeuron): Law[] {
  const { rests, atZero, fires } = formula.outputs;
  return [
    law('fires for w.x + b > 0 and rests below', wholeNeurons, ({ neuron, input }) => {
      const z = input.reduce((sum, x, j) => sum + x * neuron.weights[j]!, neuron.bias);
      const expected = z > 0 ? fires : z < 0 ? rests : atZero;
      const got = formula.value(neuron, input);
      demand(got === expected, () => `expected ${expected} at z = ${z}, got ${got}`);
    }),
    law('answers by its convention on the boundary w.x + b = 0', neuronsAtZero, ({ neuron, input }) => {
      const got = formula.value(neuron, input);
      demand(got === atZero, () => `expected ${atZero}, got ${got}`);
    }),
    law('a positive factor on weights and bias changes no answer', wholeNeurons, ({ neuron, input }) => {
      const scaled = { weights: neuron.weights.map((w) => w / 64), bias: neuron.bias / 64 };
      demand(formula.value(scaled, input) === formula.value(neuron, input), () => 'scaled by 1/64 it differs');
    }),
    law('NaN in, NaN out', wholeNeurons, ({ neuron, input }) => {
      demand(Number.isNaN(formula.value({ ...neuron, bias: NaN }, input)), () => 'NaN got lost');
    }),
  ];
}

/** What every neuron keeps that learns by its squared error. */
export function lawsOfDifferentiableNeuron(formula: DifferentiableNeuron): Law[] {
  const target = real({ low: Math.max(formula.targets.low, -8), high: Math.min(formula.targets.high, 8) });
  const cases = fc.record({ at: realNeurons, target });
  return [
    law('gradient agrees with finite differences', cases, ({ at: { neuron, input }, target }) => {
      return checkGradient(
        (p) => formula.value(p, input, target),
        (p) => formula.gradient(p, input, target),
        neuron,
        { name: formula.name },
      ).worstError;
    }),
    law('the loss is half the square of output - target', cases, ({ at: { neuron, input }, target }) => {
      const expected = (formula.output(neuron, input) - target) ** 2 / 2;
      const got = formula.value(neuron, input, target);
      demand(Math.abs(got - expected) <= 1e-15 * expected, () => `expected ${expected}, got ${got}`);
    }),
    law('the gradient is 0 where the output is the target', realNeurons, ({ neuron, input }) => {
      const { weights, bias } = formula.gradient(neuron, input, formula.output(neuron, input));
      demand(
        [...weights, bias].every((slope) => slope === 0),
        () => `got ${String([...weights, bias])}`,
      );
    }),
    law('each weight learns in proportion to its input', cases, ({ at: { neuron, input }, target }) => {
      const { weights, bias } = formula.gradient(neuron, input, target);
      weights.forEach((slope, j) => {
        const expected = bias * input[j]!;
        demand(
          Math.abs(slope - expected) <= 1e-15 * Math.abs(expected),
          () => `dL/dw${j}: expected ${expected}, got ${slope}`,
        );
      });
    }),
  ];
}
