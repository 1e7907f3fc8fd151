import { brokenLaws, type Law } from '@handgrad/gradcheck';
import { describe, expect, test } from 'vitest';

/** A wrong formula, and what is wrong with it. */
interface Mutant<F> {
  readonly name: string;
  readonly wrong: F;
}

/** Each wrong formula breaks a law of its kind, and each law that `formulas` have is broken by one of them. */
export function testBank<F>(
  title: string,
  mutants: readonly Mutant<F>[],
  lawsOf: (formula: F) => readonly Law[],
  formulas: readonly F[],
): void {
  describe(title, () => {
    const broken = new Map(mutants.map(({ name, wrong }) => [name, brokenLaws(lawsOf(wrong), { seed: 1 })]));

    test.each(mutants)('$name is caught', ({ name }) => {
      expect(broken.get(name)).not.toEqual([]);
    });

    test('every law can fail', () => {
      const names = new Set(formulas.flatMap((each) => lawsOf(each).map(({ name }) => name)));
      const caught = new Set([...broken.values()].flat());
      expect([...names].filter((name) => !caught.has(name))).toEqual([]);
    });
  });
}
