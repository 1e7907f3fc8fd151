import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const file = new URL('figures.json', import.meta.url);

/** What was measured, by formula: points, the digest of its code then, and of value and derivative the worst error in ulps and where. */
export function readFigures() {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

export function writeFigures(figures) {
  writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`);
}

/** Why an error is above the bar, or what it is measured in where terms cancel: by formula, then by part. */
export const notes = JSON.parse(readFileSync(new URL('notes.json', import.meta.url), 'utf8'));

/** The bar for every formula, in ulps. */
export const bar = 4;

/** Where a figure was met: "p = 1, y = 0.5". */
export function placeOf({ at }) {
  return Object.entries(at)
    .map(([name, x]) => `${name} = ${x}`)
    .join(', ');
}
