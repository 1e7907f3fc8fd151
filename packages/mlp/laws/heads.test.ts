import { brokenLaws } from '@handgrad/gradcheck';
import { describe, expect, test } from 'vitest';
import { heads } from '../src/heads/index.js';
import { lawsOfHead } from './heads.js';
import { wrongHeads } from './heads.mutants.js';

describe.each(Object.entries(heads))('%s', (_, head) => {
  test.each(lawsOfHead(head).map((law) => [law.name, law] as const))('%s', (_name, law) => {
    law.check({ runs: 50 });
  });
});

describe('the bank of wrong heads', () => {
  const caught = wrongHeads.map(({ name, wrong }) => ({
    name,
    broken: brokenLaws(lawsOfHead(wrong), { runs: 50, seed: 1 }),
  }));

  test.each(caught)('$name breaks a law', ({ broken }) => {
    expect(broken).not.toEqual([]);
  });

  test.each([...new Set(Object.values(heads).flatMap((head) => lawsOfHead(head).map((law) => law.name)))])(
    'some wrong head breaks "%s"',
    (name) => {
      expect(caught.filter(({ broken }) => broken.includes(name))).not.toEqual([]);
    },
  );
});
