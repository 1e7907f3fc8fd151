import {
  activations,
  elu,
  eluActivation,
  eluDerivative,
  eluDerivativeFromValue,
  leakyRelu,
  leakyReluActivation,
  leakyReluDerivative,
  relu,
  sigmoid,
  type Activation,
  type ActivationName,
} from '@handgrad/core-math';
import { agreesAtPoints } from '../portable/agreesAtPoints.js';
import { expectPortable } from '../portable/expectPortable.js';
import type { ActivationKernel } from './activationKernel.js';
import { geluKernel } from './gelu.js';
import { geluTanhKernel } from './geluTanh.js';

export type { ActivationKernel } from './activationKernel.js';

/** Every activation of core-math as kernels: its own source but where a file of its name here holds a variant. */
export const activationKernels: Readonly<Record<ActivationName, (entry: Activation) => ActivationKernel>> = {
  identity: sameSource,
  heaviside: sameSource,
  sign: sameSource,
  sigmoid: sameSource,
  tanh: sameSource,
  // leakyReluDerivative(x, 0) is reluDerivative(x), which kernels cannot run: it counts with a comparison.
  relu: () => ({
    value: { formula: relu },
    derivative: { formula: leakyReluDerivative, numbers: [0] },
    derivativeFromValue: { formula: leakyReluDerivative, numbers: [0] },
  }),
  leakyRelu({ parameters }) {
    const derivative = { formula: leakyReluDerivative, numbers: [parameters!['slope']] };
    return { value: { formula: leakyRelu, numbers: derivative.numbers }, derivative, derivativeFromValue: derivative };
  },
  elu({ parameters }) {
    const numbers = [parameters!['alpha']];
    return {
      value: { formula: elu, numbers },
      derivative: { formula: eluDerivative, numbers },
      derivativeFromValue: { formula: eluDerivativeFromValue, numbers },
    };
  },
  softplus: (entry) => sameSource(entry, [sigmoid]),
  gelu: () => geluKernel,
  geluTanh: () => geluTanhKernel,
  silu: sameSource,
  selu: sameSource,
  softsign: sameSource,
  hardSigmoid: sameSource,
};

/** Those that parameters make. */
const factories: Readonly<Partial<Record<ActivationName, (parameters: object) => Activation>>> = {
  leakyRelu: leakyReluActivation,
  elu: eluActivation,
};

/**
 * The kernels of an activation: those of the registry for one of core-math's, whatever its parameters; else its own
 * functions, where they are in the portable subset.
 *
 * @throws RangeError when the functions of an entry of one's own are not in the subset; it names the rules.
 * @example
 * kernelOfActivation(activations.sigmoid).value.formula.name // => 'sigmoid'
 * kernelOfActivation(eluActivation({ alpha: 2 })).value.numbers // => [2]
 */
export function kernelOfActivation(entry: Activation): ActivationKernel {
  const known = ofCoreMath(entry);
  if (known) return activationKernels[known.name](known);
  const { value, derivative, derivativeFromValue = derivative } = entry;
  expectPortable('kernelOfActivation', entry, [value, derivative, derivativeFromValue]);
  return sameSource(entry);
}

/** The entry of core-math that this is. Not by its name alone: anybody may call theirs "elu". */
function ofCoreMath(entry: Activation): (Activation & { readonly name: ActivationName }) | undefined {
  if (!Object.hasOwn(activations, entry.name)) return undefined;
  const name = entry.name as ActivationName;
  const known = factories[name]?.(entry.parameters ?? {}) ?? activations[name];
  const same = agreesAtPoints(entry.value, known.value) && agreesAtPoints(entry.derivative, known.derivative);
  return same ? { ...known, name } : undefined;
}

function sameSource(entry: Activation, helpers: ActivationKernel['value']['helpers'] = []): ActivationKernel {
  const { value, derivative, derivativeFromValue } = entry;
  return {
    value: { formula: value, helpers },
    derivative: { formula: derivative, helpers },
    ...(derivativeFromValue && { derivativeFromValue: { formula: derivativeFromValue, helpers } }),
  };
}
