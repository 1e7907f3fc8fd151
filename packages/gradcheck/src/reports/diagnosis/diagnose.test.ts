import { describe, expect, test } from 'vitest';
import { knownMistakes, unknownMistakes } from '../../test-support/mistakes.test-support.js';
import { diagnose } from './diagnose.js';

const seeds = Array.from({ length: 10 }, (_, i) => 1 + 7919 * i);

describe('diagnose', () => {
  test.each(Object.entries(knownMistakes))('%s', (_name, { kind, text, evidence }) => {
    for (const seed of seeds) {
      const found = diagnose(evidence(seed));
      expect(found?.kind).toBe(kind);
      expect(found?.text).toContain(text);
    }
  });

  test.each(Object.entries(unknownMistakes))('is silent about %s', (_name, evidence) => {
    for (const seed of seeds) expect(diagnose(evidence(seed))).toBeUndefined();
  });
});
