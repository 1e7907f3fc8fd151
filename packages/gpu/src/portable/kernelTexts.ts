import type { KernelFunction, PortableFunction } from '../contracts.js';
import {
  exponentialMinusOne,
  hyperbolicTangent,
  infinity,
  logarithmNearOne,
  logarithmOfOnePlus,
  naturalLogarithm,
  notANumber,
} from './mathFunctions.js';
import { isTaken } from './takenNames.js';

/** A function as a kernel holds it. */
export interface FunctionText {
  readonly source: string;
  readonly parameters: number;
}

/** What formulas say, and what kernels say instead. */
const substitutes: Readonly<Record<string, KernelFunction>> = {
  'Math.expm1': { formula: exponentialMinusOne },
  'Math.log': { formula: naturalLogarithm, helpers: [logarithmNearOne, infinity, notANumber] },
  'Math.log1p': { formula: logarithmOfOnePlus, helpers: [naturalLogarithm, logarithmNearOne, infinity, notANumber] },
  'Math.tanh': { formula: hyperbolicTangent, helpers: [exponentialMinusOne] },
  Infinity: { formula: infinity },
  NaN: { formula: notANumber },
};

/** The words of `substitutes`, where they are no part of a longer one. */
const substituted = /(?<![\w.])(?:Math\.(?:expm1|log|log1p|tanh)|Infinity|NaN)(?!\w)/g;

/** These say `Math.log` and mean it. */
const standIns: ReadonlySet<PortableFunction> = new Set(Object.values(substitutes).flatMap(withHelpers));
const standInNames: ReadonlySet<string> = new Set([...standIns].map(({ name }) => name));

/**
 * All that a kernel with these functions has to hold: their texts, those of their helpers, and those of the functions that
 * stand in for what GPUs lack or get wrong. A function keeps its name, but where a kernel has another one of that name.
 */
export function kernelTexts(functions: readonly KernelFunction[]): readonly FunctionText[] {
  const named = new Set(functions.flatMap(withHelpers));
  const all = new Set([...named].flatMap((formula) => [formula, ...standInsOf(formula)]));
  return [...all].map((formula) => ({ source: kernelText(formula), parameters: formula.length }));
}

/** The name by which a kernel calls a formula. */
export function kernelName({ name }: PortableFunction): string {
  return isTaken(name) || standInNames.has(name) ? `${name}Formula` : name;
}

/** Whether a formula may say this, although GPUs lack it or get it wrong. */
export function hasStandIn(words: string): boolean {
  return Object.hasOwn(substitutes, words);
}

function kernelText(formula: PortableFunction): string {
  const text = String(formula);
  if (standIns.has(formula)) return text;
  return text
    .replace(/^(function\s+)\w+/, (_, before: string) => before + kernelName(formula))
    .replace(substituted, (words) => substitutes[words].formula.name + (words.startsWith('Math.') ? '' : '()'));
}

function standInsOf(formula: PortableFunction): readonly PortableFunction[] {
  if (standIns.has(formula)) return [];
  return (String(formula).match(substituted) ?? []).flatMap((words) => withHelpers(substitutes[words]));
}

function withHelpers({ formula, helpers = [] }: KernelFunction): readonly PortableFunction[] {
  return [formula, ...helpers];
}
