import type { Initializer } from '../formula.js';
import { glorotNormalInitializer } from './glorotNormal.js';
import { glorotUniformInitializer } from './glorotUniform.js';
import { heNormalInitializer } from './heNormal.js';
import { heUniformInitializer } from './heUniform.js';
import { lecunNormalInitializer } from './lecunNormal.js';
import { lecunUniformInitializer } from './lecunUniform.js';
import { uniformInitializer } from './uniform.js';
import { zerosInitializer } from './zeros.js';

export * from './glorotNormal.js';
export * from './glorotUniform.js';
export * from './heNormal.js';
export * from './heUniform.js';
export * from './lecunNormal.js';
export * from './lecunUniform.js';
export * from './uniform.js';
export * from './zeros.js';

/** Ways to draw the first weights of a dense layer. */
export const initializers = {
  zeros: zerosInitializer,
  uniform: uniformInitializer(),
  lecunNormal: lecunNormalInitializer,
  lecunUniform: lecunUniformInitializer,
  glorotNormal: glorotNormalInitializer,
  glorotUniform: glorotUniformInitializer,
  heNormal: heNormalInitializer,
  heUniform: heUniformInitializer,
} as const satisfies Record<string, Initializer>;
export type InitializerName = keyof typeof initializers;
