/**
 * The entry of a key, made where there is none, which from now on is the one that was used last. Where there are more than
 * `most` then, the one that was not used for the longest time leaves, and comes back as `dropped`.
 */
export function usedNow<Entry>(
  entries: Map<string, Entry>,
  key: string,
  most: number,
  make: () => Entry,
): { readonly entry: Entry; readonly dropped?: Entry } {
  const entry = entries.get(key) ?? make();
  // Maps keep the order in which keys came.
  entries.delete(key);
  entries.set(key, entry);
  if (entries.size <= most) return { entry };
  const [[oldest, dropped]] = entries;
  entries.delete(oldest);
  return { entry, dropped };
}
