import { test } from '@fast-check/vitest';
import * as fc from 'fast-check';
import { describe, expect } from 'vitest';
import { checkDerivative } from '../checks/checkDerivative.js';
import { brokenLaws, fact, law } from './law.js';
import { demand, LawBroken } from './lawBroken.js';
import { real } from '../arbitraries/real.js';
import { causeOf, messageOf } from '../test-support/failure.test-support.js';

const holds = law('|x| >= 0', real(), (x) => demand(Math.abs(x) >= 0, () => `|${x}| < 0`));
const breaks = law('x <= 1.7', real(), (x) => demand(x <= 1.7, () => `${x} > 1.7`));

describe('law', () => {
  test('counts the cases that it tried', () => {
    expect(holds.check()).toStrictEqual({ cases: 100 });
    expect(holds.check({ runs: 7, seed: 1 })).toEqual({ cases: 7 });
  });

  test('tells the worst of the errors that its cases return', () => {
    const errors = law('errors', fc.constantFrom(1, 3, 2), (x) => x);
    expect(errors.check({ runs: 200, seed: 1 })).toEqual({ cases: 200, worstError: 3 });
  });

  test('throws with its name, the simplest case, why and how to replay it', () => {
    expect(messageOf(() => breaks.check({ seed: 42 }))).toMatch(
      /^x <= 1\.7\n\n {2}case {4}2\n {2}why {5}2 > 1\.7\n {2}found {3}in case \d+, then made simpler (once|\d+ times)\n {2}replay {2}check\(\{ seed: 42, path: '[\d:]+' \}\)$/,
    );
  });

  test('replays its failure from the seed and path that it printed', () => {
    const message = messageOf(() => breaks.check({ seed: 42 }));
    const path = /path: '(.*)'/.exec(message)![1]!;
    expect(messageOf(() => breaks.check({ seed: 42, path }))).toContain('case    2\n');
    const seen: number[] = [];
    const watched = law('x <= 1.7', real(), (x) => {
      seen.push(x);
      demand(x <= 1.7, () => `${x} > 1.7`);
    });
    expect(() => watched.check({ seed: 42, path })).toThrow('x <= 1.7');
    expect(seen[0]).toBe(2);
  });

  test('draws the same cases for the same seed', () => {
    expect(messageOf(() => breaks.check({ seed: 3 }))).toBe(messageOf(() => breaks.check({ seed: 3 })));
  });

  test('leaves to the configuration of fast-check what it is not given', () => {
    const before = fc.readConfigureGlobal();
    const message = messageOf(() => breaks.check({ seed: 42 }));
    try {
      fc.configureGlobal({ numRuns: 7 });
      expect(holds.check().cases).toBe(7);
      expect(holds.check({ runs: 3 }).cases).toBe(3);
      fc.configureGlobal({ seed: 42 });
      expect(messageOf(() => breaks.check())).toBe(message);
    } finally {
      fc.configureGlobal(before);
    }
  });

  test('is broken when no case was tried', () => {
    expect(() => holds.check({ runs: 0 })).toThrow(LawBroken);
    const skipped = law('skips all', real(), () => fc.pre(false));
    expect(() => skipped.check()).toThrow('skips all: no verdict');
  });

  test('is broken by NaN, by a false and by a promise: what is no error never passes', () => {
    const wrong = [() => NaN, () => false, () => Promise.resolve()] as unknown as (() => number)[];
    for (const returned of wrong) {
      expect(() => law('wrong', real(), returned).check()).toThrow(LawBroken);
      expect(() => fact('wrong', returned).check()).toThrow(LawBroken);
    }
  });

  test('asks for demand where its code returns whether it holds, as properties of fast-check do', () => {
    const property = (() => true) as unknown as () => void;
    expect(() => law('returns true', real(), property).check()).toThrow(
      "expected nothing or a number, got true from the law's own code. Say what must be true by demand(condition, () => why).",
    );
    const later = (() => 'later') as unknown as () => void;
    expect(() => fact('returns text', later).check()).toThrow('Return nothing, or the error of the case.');
  });

  test('says in words how often its case was made simpler', () => {
    const once = law('no 3', fc.constantFrom(0, 3), (x) => demand(x < 3, () => ''));
    const steps = law('no 1', fc.integer({ min: 0, max: 1 }), (x) => demand(x < 0, () => ''));
    expect(messageOf(() => once.check({ seed: 1 }))).toMatch(/found {3}in case \d+\n/);
    const messages = Array.from({ length: 10 }, (_, seed) => messageOf(() => steps.check({ seed })));
    expect(messages.some((message) => /in case 1, then made simpler once\n/.test(message))).toBe(true);
  });

  test('is broken by any error that a case throws, which is the cause', () => {
    const cause = new TypeError('no such thing');
    const throwing = law('throws', real(), () => {
      throw cause;
    });
    expect(messageOf(() => throwing.check())).toContain('TypeError: no such thing');
    try {
      throwing.check();
    } catch (error) {
      expect((error as Error).cause).toBe(cause);
    }
  });
});

describe('fact', () => {
  test('is one case', () => {
    expect(fact('1 + 1 = 2', () => demand(1 + 1 === 2, () => '')).check()).toStrictEqual({ cases: 1 });
    expect(fact('an error', () => 0.5).check()).toEqual({ cases: 1, worstError: 0.5 });
  });

  test('throws with its name and why', () => {
    expect(() => fact('sigma(0) = 1/2', () => demand(false, () => 'got 0')).check()).toThrow(
      'sigma(0) = 1/2\n\n  got 0',
    );
    const cause = new TypeError('no such thing');
    const throwing = fact('throws', () => {
      throw cause;
    });
    expect(messageOf(() => throwing.check())).toBe('throws\n\n  TypeError: no such thing');
    expect(causeOf(() => throwing.check())).toBe(cause);
  });
});

describe('demand', () => {
  test('makes the message only when it is needed', () => {
    demand(true, () => {
      throw new Error('made');
    });
    expect(() => demand(false, () => 'why')).toThrow(new LawBroken('why'));
  });

  test('lets only true pass', () => {
    for (const condition of [1, 'yes', {}, undefined, NaN] as unknown[]) {
      expect(() => demand(condition as boolean, () => 'not true')).toThrow(LawBroken);
    }
  });
});

describe('brokenLaws', () => {
  test('names the laws that throw, in their order', () => {
    expect(brokenLaws([breaks, holds, fact('never', () => demand(false, () => ''))], { seed: 1 })).toEqual([
      'x <= 1.7',
      'never',
    ]);
    expect(brokenLaws([holds])).toEqual([]);
  });

  test('count a failed gradient check, and throw on what is no verdict', () => {
    const wrong = { name: 'wrong', check: () => checkDerivative(Math.sin, Math.sin) };
    expect(brokenLaws([wrong])).toEqual(['wrong']);
    const crash = (): never => {
      throw new RangeError('a mistake in the law');
    };
    expect(() => brokenLaws([{ name: 'crashes', check: crash }])).toThrow('a mistake in the law');
  });
});
