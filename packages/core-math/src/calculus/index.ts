import type { Rule } from './rule.js';
import { constantRule } from './constant.js';
import { linearRule } from './linear.js';
import { powerRule } from './power.js';
import { exponentialRule } from './exponential.js';
import { logarithmRule } from './logarithm.js';
import { sumRule } from './sum.js';
import { productRule } from './product.js';
import { quotientRule } from './quotient.js';
import { chainRule } from './chain.js';

export type * from './rule.js';
export * from './constant.js';
export * from './linear.js';
export * from './power.js';
export * from './exponential.js';
export * from './logarithm.js';
export * from './sum.js';
export * from './product.js';
export * from './quotient.js';
export * from './chain.js';

/** The rules of differentiation, by name. */
export const calculusRules = {
  constant: constantRule,
  linear: linearRule,
  power: powerRule,
  exponential: exponentialRule,
  logarithm: logarithmRule,
  sum: sumRule,
  product: productRule,
  quotient: quotientRule,
  chain: chainRule,
} as const satisfies Record<string, Rule>;
export type RuleName = keyof typeof calculusRules;
