// What was found, kept in results/PACKAGE.json by file, so that a file that has not changed needs no second run.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('results/', import.meta.url));

/** { date, files: { path: { source, killed, timeout, leftOut, survivors } } }, empty where nothing was run. */
export function readResults(packageName) {
  const path = `${folder}${packageName}.json`;
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { date: undefined, files: {} };
}

export function writeResults(packageName, { date, files }) {
  mkdirSync(folder, { recursive: true });
  const sorted = Object.fromEntries(Object.entries(files).sort(([one], [other]) => (one < other ? -1 : 1)));
  writeFileSync(`${folder}${packageName}.json`, `${JSON.stringify({ date, files: sorted }, undefined, 2)}\n`);
}

export function digestOf(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** Stryker's mutants as what is kept of each file, once the copy is as it was. */
export function summarize(copy, mutants) {
  const files = {};
  for (const mutant of mutants) {
    const path = relative(copy, mutant.fileName).replaceAll('\\', '/');
    const text = readFileSync(join(copy, path), 'utf8');
    const file = (files[path] ??= { source: digestOf(text), killed: 0, timeout: 0, leftOut: {}, survivors: [] });
    if (mutant.status === 'Killed') file.killed++;
    else if (mutant.status === 'Timeout') file.timeout++;
    else if (mutant.status === 'Ignored') {
      const kind = mutant.mutatorName === 'StringLiteral' ? 'StringLiteral' : mutant.statusReason;
      file.leftOut[kind] = (file.leftOut[kind] ?? 0) + 1;
    } else file.survivors.push(survivorOf(mutant, text));
  }
  return files;
}

function survivorOf({ location: { start, end }, replacement, mutatorName, status }, text) {
  const lines = text.split('\n');
  const part = lines.slice(start.line - 1, end.line);
  part[part.length - 1] = part.at(-1).slice(0, end.column - 1);
  part[0] = part[0].slice(start.column - 1);
  return {
    from: start.line,
    to: end.line,
    line: lines[start.line - 1].trim(),
    text: inOneLine(part.join('\n')),
    replacement: inOneLine(replacement),
    kind: mutatorName,
    ...(status === 'NoCoverage' && { executed: false }),
  };
}

/** What is known of a file, after its survivors were tried again: `still` has those that survive. */
export function triedAgain(known, still) {
  const survivors = known.survivors.filter((one) => still.some((other) => isSame(one, other)));
  return { ...known, killed: known.killed + known.survivors.length - survivors.length, survivors };
}

export function isSame(one, other) {
  return one.from === other.from && one.text === other.text && one.replacement === other.replacement;
}

export function inOneLine(text) {
  return text.replace(/\s+/g, ' ').trim();
}
