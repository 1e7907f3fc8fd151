import { expect } from 'vitest';
import { toMatchGradient, type GradientMatcher } from './toMatchGradient.js';

export type { GradientMatcher } from './toMatchGradient.js';

// Importing this file is what adds the matcher.
expect.extend({ toMatchGradient });

declare module 'vitest' {
  interface Matchers<T> {
    /**
     * The function agrees with a gradient written by hand: `expect(Math.sin).toMatchGradient(Math.cos)` is checkDerivative,
     * and with a point or an arbitrary as second argument it is checkGradient. A failure shows the whole report.
     */
    readonly toMatchGradient: GradientMatcher<T>;
  }
}
