import { describe, expect, test } from 'vitest';
import type { Formula } from '../src/formula.js';
import { bar, figures, notes } from './figures.js';
import { measureAccuracy } from './measureAccuracy.js';
import { scalarFormula, type Part } from './scalarFormula.js';

/** The first of the points that `npm run accuracy` measures at: no figure of theirs is above the figure of all. */
const sample = 1500;

/**
 * Holds the formulas of a registry to what `npm run accuracy` measured of them, at a sample of its points. One that is not measured
 * yet stops no test; `tools/formulas.mjs --check` asks for it.
 */
export function testAccuracy(registry: Readonly<Record<string, Formula>>): void {
  const measured = Object.values(registry).filter(({ name }) => Object.hasOwn(figures, name));
  describe.each(measured.map((formula) => [formula.name, scalarFormula(formula), figures[formula.name]!] as const))(
    '%s',
    (name, formula, figure) => {
      let worst: ReturnType<typeof measureAccuracy> | undefined;
      test.each<Part>(['value', 'derivative'])(
        'its %s is as near to 60-digit arithmetic as FORMULAS.md says',
        (part) => {
          worst ??= measureAccuracy(formula, sample);
          const { ulps, at } = worst[part];
          expect(ulps, `at ${at?.join(', ')}`).toBeLessThanOrEqual(figure[part].ulps);
        },
      );
      test.each<Part>(['value', 'derivative'])(`its %s is within ${bar} ulp, or a note says why not`, (part) => {
        const needsNote = figure[part].ulps > bar || formula.exact.sizes?.[part] !== undefined;
        expect(notes[name]?.[part] !== undefined).toBe(needsNote);
      });
    },
  );
}
