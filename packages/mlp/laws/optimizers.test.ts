import { brokenLaws } from '@handgrad/gradcheck';
import { describe, expect, test } from 'vitest';
import { optimizers } from '../src/optimizers/index.js';
import { allLawsOfOptimizer } from './optimizerLaws.js';
import { wrongOptimizers } from './optimizers.mutants.js';

describe.each(Object.entries(optimizers))('%s', (_, optimizer) => {
  test.each(allLawsOfOptimizer(optimizer).map((law) => [law.name, law] as const))('%s', (_name, law) => {
    law.check();
  });
});

describe('the bank of wrong optimizers', () => {
  const caught = wrongOptimizers.map(({ name, wrong }) => ({
    name,
    broken: brokenLaws(allLawsOfOptimizer(wrong), { runs: 50, seed: 1 }),
  }));

  test.each(caught)('$name breaks a law', ({ broken }) => {
    expect(broken).not.toEqual([]);
  });

  test.each([...new Set(Object.values(optimizers).flatMap((each) => allLawsOfOptimizer(each).map((law) => law.name)))])(
    'some wrong optimizer breaks "%s"',
    (name) => {
      expect(caught.filter(({ broken }) => broken.includes(name))).not.toEqual([]);
    },
  );
});
