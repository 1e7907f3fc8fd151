// The mutants that change nothing that anybody could see: equivalent.json lists each with the reason.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inOneLine } from './results.mjs';

/** All entries: { reason, file, line, text, replacement }. */
export function readEquivalents() {
  const groups = JSON.parse(readFileSync(new URL('equivalent.json', import.meta.url), 'utf8'));
  return groups.flatMap(({ reason, mutants }) => mutants.map((mutant) => ({ reason, ...mutant })));
}

/** The entry that speaks of a survivor, or undefined. */
export function equivalentOf(equivalents, file, survivor) {
  return equivalents.find(
    (entry) =>
      entry.file === file &&
      entry.line === survivor.line &&
      entry.text === survivor.text &&
      entry.replacement === survivor.replacement,
  );
}

/** Entries whose text no longer stands in the source: what they say of it may no longer be true. */
export function outdated(root, equivalents) {
  return equivalents.filter(({ file, line, text }) => {
    if (!existsSync(join(root, file))) return true;
    const source = readFileSync(join(root, file), 'utf8');
    return !source.split('\n').some((one) => one.trim() === line) || !inOneLine(source).includes(text);
  });
}

/** Entries of files that were run, of which no survivor is left: a test kills them now, so that they are not equivalent. */
export function unused(equivalents, results) {
  return equivalents.filter((entry) => {
    const file = Object.values(results).flatMap(({ files }) => files[entry.file] ?? [])[0];
    return file && !file.survivors.some((survivor) => equivalentOf([entry], entry.file, survivor));
  });
}
