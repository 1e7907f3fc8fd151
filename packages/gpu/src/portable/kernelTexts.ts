import type { KernelFunction, PortableFunction } from '../contracts.js';
import {
  exponentialMinusOne,
  hyperbolicTangent,
  infinity,
  logarithmOfOnePlus,
  naturalLogarithm,
  notANumber,
} from './mathFunctions.js';
import { isTaken } from './takenNames.js';

/** What formulas say, and what kernels say instead. */
const substitutes: Readonly<Record<string, PortableFunction>> = {
  'Math.expm1': exponentialMinusOne,
  'Math.log': naturalLogarithm,
  'Math.log1p': logarithmOfOnePlus,
  'Math.tanh': hyperbolicTangent,
  Infinity: infinity,
  NaN: notANumber,
};

/** The words of `substitutes`, where they are no part of a longer one. */
const substituted = /(?<![\w.])(?:Math\.(?:expm1|log|log1p|tanh)|Infinity|NaN)(?!\w)/g;

/** They say `Math.log` and mean it. */
const standIns: ReadonlySet<PortableFunction> = new Set(Object.values(substitutes));

/**
 * All functions that a kernel with these has to hold, each once: the formulas, their helpers, and those that stand in for
 * what GPUs lack or get wrong.
 */
export function kernelFunctions(functions: readonly KernelFunction[]): readonly PortableFunction[] {
  return [...new Set(functions.flatMap(({ formula, helpers = [] }) => [formula, ...helpers]).flatMap(withStandIns))];
}

const withStandIns = onceEach((formula: PortableFunction) => [formula, ...standInsOf(formula)]);

/** The text of a function in a kernel: its own, with stand-ins called where it names what they stand for. */
export const kernelText: (formula: PortableFunction) => string = onceEach(textOf);

function textOf(formula: PortableFunction): string {
  const text = spelled(String(formula));
  if (standIns.has(formula)) return text;
  return text
    .replace(/^(function\s+)\w+/, (_, before: string) => before + kernelName(formula))
    .replace(substituted, (words) => kernelName(substitutes[words]) + (words.startsWith('Math.') ? '' : '(0.0)'));
}

/** The name by which a kernel calls a formula: its own, but where shaders have a function of that name. */
export function kernelName({ name }: PortableFunction): string {
  return isTaken(name) ? `${name}Formula` : spelled(name);
}

/** Bundlers make tanh$1 of a second tanh, and shaders know no such sign. */
function spelled(text: string): string {
  return text.replaceAll('$', 'Dollar');
}

/** Whether a formula may say this, although GPUs lack it or get it wrong. */
export function hasStandIn(words: string): boolean {
  return Object.hasOwn(substitutes, words);
}

function standInsOf(formula: PortableFunction): readonly PortableFunction[] {
  if (standIns.has(formula)) return [];
  return (String(formula).match(substituted) ?? []).map((words) => substitutes[words]);
}

/** Works it out for every function once: a plan of many steps asks for the same texts thousands of times. */
function onceEach<Value>(work: (formula: PortableFunction) => Value): (formula: PortableFunction) => Value {
  const known = new WeakMap<PortableFunction, Value>();
  return (formula) => {
    const value = known.get(formula) ?? work(formula);
    known.set(formula, value);
    return value;
  };
}
