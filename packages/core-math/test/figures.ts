import { readFileSync } from 'node:fs';
import type { Part } from './scalarFormula.js';

/** What `npm run accuracy` measured: the worst error over 100,000 hard points, in ulps. */
export const figures = read('figures') as Readonly<Record<string, Record<Part, { readonly ulps: number }>>>;

/** Why a figure is above the bar, or what it is measured in. */
export const notes = read('notes') as Readonly<Record<string, Partial<Record<Part, string>>>>;

/** No formula errs by more than so many ulps, unless a note says why. */
export const bar = 4;

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../tools/accuracy/${name}.json`, import.meta.url), 'utf8'));
}
