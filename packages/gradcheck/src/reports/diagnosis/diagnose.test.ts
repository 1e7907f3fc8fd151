import { describe, expect, test } from 'vitest';
import { checkDerivative } from '../../checks/checkDerivative.js';
import { scalarEvidence } from '../../test-support/evidence.test-support.js';
import { failureOf } from '../../test-support/failure.test-support.js';
import { knownMistakes, scalarMistakes, unknownMistakes } from '../../test-support/mistakes.test-support.js';
import { diagnose } from './diagnose.js';

const seeds = [1, 2, 3].map((i) => 7919 * i);

describe('diagnose', () => {
  test.each(Object.entries(knownMistakes))('explains %s', (_name, { kind, text, evidence }) => {
    for (const seed of seeds) {
      const observed = evidence(seed);
      const found = diagnose(observed);
      expect(found).toMatchObject({ kind, comparisons: observed.observations.length });
      expect(found?.text).toContain(text);
    }
  });

  test.each(Object.entries(unknownMistakes))('is silent about %s', (_name, evidence) => {
    for (const seed of seeds) expect(diagnose(evidence(seed))).toBeUndefined();
  });
});

test('a threshold is found beside a kink that halving comes upon', () => {
  const derivative = (x: number): number => (x > 0.1 ? -1 : 1);
  const evidence = scalarEvidence((x) => x, derivative, { kinks: [0.09] });
  const observations = evidence.observations.filter(({ x }) => Math.abs(x) > 1);
  expect(diagnose({ ...evidence, observations })?.text).toContain('right up to x = 0.1, wrong beyond');
});

describe('checkDerivative', () => {
  test.each(Object.entries(scalarMistakes))('reports %s', (_name, { kind, text, f, derivative, domain, kinks }) => {
    for (const seed of seeds.slice(0, 1)) {
      const options = { seed, kinks: kinks ?? [], ...(domain && { domain }) };
      const { diagnosis } = failureOf(() => checkDerivative(f, derivative, options));
      expect(diagnosis?.kind).toBe(kind);
      expect(diagnosis?.text).toContain(text);
    }
  });
});
