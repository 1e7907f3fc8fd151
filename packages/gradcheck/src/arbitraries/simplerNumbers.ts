import { isSubnormal } from '../numbers/doubles.js';
import type { Doubles } from '../numbers/interval.js';

/**
 * Numbers simpler than x among the given doubles, the simplest first: what `real` shrinks x to.
 *
 * Simpler means: fewer characters when written down; among those, nearer to 0 (nearer to 1e-6 for numbers that need an
 * exponent); among those, positive. Each step lowers this order, so shrinking ends.
 */
export function simplerNumbers(x: number, doubles: Doubles): number[] {
  const { first, last } = doubles;
  const candidates = [...landings(x, first, last), ...roundings(x), ...powersOfTen(x), ...bisections(x, first, last)];
  return [...new Set(candidates)]
    .filter((y) => y >= first && y <= last && compareSimplicity(y, x) < 0 && (!isSubnormal(y) || isSubnormal(x)))
    .sort(compareSimplicity);
}

/** Negative when a is simpler than b. */
export function compareSimplicity(a: number, b: number): number {
  return digits(a) - digits(b) || size(a) - size(b) || sign(a) - sign(b);
}

function digits(x: number): number {
  return String(Math.abs(x)).length;
}

function size(x: number): number {
  const distance = Math.abs(x);
  return distance === 0 || distance >= 1e-6 ? distance : 1 / distance;
}

function sign(x: number): number {
  return Object.is(x, -0) || x < 0 ? 1 : 0;
}

function nearestToZero(first: number, last: number): number {
  return Math.min(Math.max(0, first), last);
}

function landings(x: number, first: number, last: number): number[] {
  const target = nearestToZero(first, last);
  return [0, 1, -1, 2, -2, 0.5, -0.5, -x, target, Math.ceil(target), Math.floor(target)];
}

/** x rounded to one to six significant digits and to nought to three decimals, and the neighbours of that. */
function roundings(x: number): number[] {
  const exponent = x === 0 ? 0 : Math.floor(Math.log10(Math.abs(x)));
  const rounded: number[] = [];
  for (let figures = 1; figures <= 6; figures++) {
    const unit = Number(`1e${exponent - figures + 1}`);
    for (const y of [x - unit, x, x + unit]) rounded.push(Number(y.toPrecision(figures)));
  }
  for (let decimals = 0; decimals <= 3 && Math.abs(x) < 1e15; decimals++) {
    const unit = Number(`1e-${decimals}`);
    for (const y of [x - unit, x, x + unit]) rounded.push(Number(y.toFixed(decimals)));
  }
  return rounded.filter((y) => Number.isFinite(y) && y !== 0);
}

function powersOfTen(x: number): number[] {
  const exponent = x === 0 ? 0 : Math.floor(Math.log10(Math.abs(x)));
  const powers: number[] = [];
  for (let e = Math.min(exponent, 0); e <= Math.max(exponent, 0); e++) {
    powers.push(Math.sign(x) * Number(`1e${e}`));
  }
  return powers;
}

/** Half way, three quarters, ... from the number nearest to 0 up to x, with the decimals that x has. */
function bisections(x: number, first: number, last: number): number[] {
  const decimals = Math.min(String(x).split('.')[1]?.length ?? 0, 6);
  const target = nearestToZero(first, last);
  const points: number[] = [];
  for (let gap = (x - target) / 2; Math.abs(gap) >= 10 ** -decimals / 2 && points.length < 60; gap /= 2) {
    points.push(Math.abs(x) < 1e15 ? Number((x - gap).toFixed(decimals)) : x - gap);
  }
  return points;
}
