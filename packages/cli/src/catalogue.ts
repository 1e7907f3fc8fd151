import { lookup } from '@handgrad/core-math';
import { coreMathCatalogue, type CatalogueEntry, type CatalogueGroup } from '@handgrad/core-math/laws';
import { mlpCatalogue } from '@handgrad/mlp/laws';
import { perceptronCatalogue } from '@handgrad/perceptron/laws';

/** Every formula of the course with its laws, kind by kind. */
export const catalogue: readonly CatalogueGroup[] = [...coreMathCatalogue, ...perceptronCatalogue, ...mlpCatalogue];

export interface NamedEntry extends CatalogueEntry {
  readonly group: string;
}

/**
 * The formulas with these names (all of them when none is given), in the order of the catalogue.
 *
 * @throws RangeError for an unknown name.
 */
export function formulasNamed(names: readonly string[] = []): readonly NamedEntry[] {
  const all = catalogue.flatMap((group) => group.entries.map((entry) => ({ ...entry, group: group.title })));
  if (names.length === 0) return all;
  const known = Object.fromEntries(all.map((entry) => [entry.formula.name, entry]));
  for (const name of names) lookup(known, name, 'check');
  return all.filter((entry) => names.includes(entry.formula.name));
}
