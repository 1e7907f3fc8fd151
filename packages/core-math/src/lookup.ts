import { closest } from 'fastest-levenshtein';

/**
 * The entry of a registry by its name, for names that come from outside (an option, a file).
 *
 * @throws RangeError for an unknown name: it lists the known ones and the nearest; TypeError for what is no name.
 */
export function lookup<Entry>(registry: Readonly<Record<string, Entry>>, name: string, what: string): Entry {
  if (Object.hasOwn(registry, name)) return registry[name]!;
  const known = Object.keys(registry);
  if (typeof name !== 'string') {
    throw new TypeError(`${what}: expected a name, one of ${known.join(', ')}, got ${typeof name}. Pass a string.`);
  }
  throw new RangeError(
    `${what}: expected one of ${known.join(', ')}, got "${name}". Did you mean "${closest(name, known)}"?`,
  );
}
