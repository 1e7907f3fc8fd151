import type { Law } from '@handgrad/gradcheck';
import type { Optimizer } from '../src/contracts.js';
import { lawsOfOptimizer } from './optimizers.js';
import { lawsOfAdam, lawsOfMomentum, lawsOfSgd } from './updateRules.js';

const special = { sgd: lawsOfSgd, momentum: lawsOfMomentum, adam: lawsOfAdam } as const;

/** The laws of all update rules and those of this one. */
export function allLawsOfOptimizer(optimizer: Optimizer): readonly Law[] {
  const own = Object.hasOwn(special, optimizer.name) ? special[optimizer.name as keyof typeof special](optimizer) : [];
  return [...lawsOfOptimizer(optimizer), ...own];
}
