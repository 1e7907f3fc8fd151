import { describe, expect, test } from 'vitest';
import { vectorFunctions, type VectorFunction } from '../src/index.js';
import { lawsOfVectorFunction } from './vectors.js';

describe.each(Object.entries(vectorFunctions))('%s', (name, f: VectorFunction) => {
  test('is registered under its own name, and frozen', () => {
    expect(f.name).toBe(name);
    expect(Object.isFrozen(f)).toBe(true);
  });
  for (const law of lawsOfVectorFunction(f)) test(law.name, () => void law.check());
});
