import type { Law } from '@handgrad/gradcheck';
import {
  activations,
  calculusRules,
  initializers,
  losses,
  matrixMetrics,
  metrics,
  reductions,
  rowLosses,
  targetFormulas,
  vectorFunctions,
  type Formula,
} from '../src/index.js';
import { lawsOfActivation } from './activations.js';
import { lawsOfRule } from './calculus.js';
import { differences, lawsOfDifference } from './differences.js';
import { lawsOfInitializer } from './initializers.js';
import { lawsOfLoss } from './losses.js';
import { lawsOfMatrixMetric } from './matrixMetrics.js';
import { lawsOfMetric } from './metrics.js';
import { lawsOfNormal, normalDistribution } from './normal.js';
import { lawsOfReduction } from './reductions.js';
import { lawsOfRowLoss } from './rowLosses.js';
import { lawsOfTarget } from './targets.js';
import { lawsOfVectorFunction } from './vectors.js';

/** A formula with all the laws that hold it: what the tests, `handgrad check` and FORMULAS.md go through. */
export interface CatalogueEntry {
  readonly formula: Formula;
  readonly laws: readonly Law[];
  /** The file that holds the formula, where it is not named after it. */
  readonly file?: string;
}

/** The formulas of one kind. */
export interface CatalogueGroup {
  /** As a heading: "Activations". */
  readonly title: string;
  /** Where the formulas stand, one file each, named after the formula. */
  readonly folder: string;
  /** Where the laws of the kind stand. */
  readonly laws: string;
  readonly entries: readonly CatalogueEntry[];
}

/** Puts every member of a registry together with the laws of its kind. */
export function catalogueOf<Entry extends Formula>(
  title: string,
  folder: string,
  laws: string,
  registry: Readonly<Record<string, Entry>>,
  lawsOf: (entry: Entry) => readonly Law[],
): CatalogueGroup {
  return {
    title,
    folder,
    laws,
    entries: Object.values(registry).map((formula) => ({ formula, laws: lawsOf(formula) })),
  };
}

const folder = 'packages/core-math/src';
const laws = 'packages/core-math/laws';

/** All the formulas of this package. */
export const coreMathCatalogue: readonly CatalogueGroup[] = [
  catalogueOf('Rules of differentiation', `${folder}/calculus`, `${laws}/calculus.ts`, calculusRules, lawsOfRule),
  {
    title: 'Finite differences',
    folder: 'packages/gradcheck/src/differences',
    laws: `${laws}/differences.ts`,
    entries: Object.values(differences).map((formula) => ({
      formula,
      laws: lawsOfDifference(formula),
      ...(formula.name !== 'directionalDifference' && { file: 'packages/gradcheck/src/differences/differences.ts' }),
    })),
  },
  catalogueOf('Activations', `${folder}/activations`, `${laws}/activations.ts`, activations, lawsOfActivation),
  {
    title: 'The normal distribution',
    folder: `${folder}/activations`,
    laws: `${laws}/normal.ts`,
    entries: [{ formula: normalDistribution, laws: lawsOfNormal(normalDistribution) }],
  },
  catalogueOf('Vector functions', `${folder}/vectors`, `${laws}/vectors.ts`, vectorFunctions, lawsOfVectorFunction),
  catalogueOf('Losses, pointwise', `${folder}/losses`, `${laws}/losses.ts`, losses, lawsOfLoss),
  catalogueOf('Losses over rows', `${folder}/losses`, `${laws}/rowLosses.ts`, rowLosses, lawsOfRowLoss),
  catalogueOf('Reductions of losses', `${folder}/losses`, `${laws}/reductions.ts`, reductions, lawsOfReduction),
  catalogueOf('Targets', `${folder}/losses`, `${laws}/targets.ts`, targetFormulas, lawsOfTarget),
  catalogueOf('Initialisers', `${folder}/initializers`, `${laws}/initializers.ts`, initializers, lawsOfInitializer),
  {
    title: 'Metrics',
    folder: `${folder}/metrics`,
    laws: `${laws}/metrics.ts`,
    entries: Object.values(metrics).map((formula) => ({
      formula,
      laws: lawsOfMetric(formula),
      // The loss of that name has a function and a file of that name.
      ...(formula.name === 'cosineSimilarity' && { file: `${folder}/metrics/meanCosineSimilarity.ts` }),
    })),
  },
  catalogueOf(
    'Metrics that are tables',
    `${folder}/metrics`,
    `${laws}/matrixMetrics.ts`,
    matrixMetrics,
    lawsOfMatrixMetric,
  ),
];
