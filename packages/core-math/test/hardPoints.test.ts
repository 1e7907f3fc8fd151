import { describe, expect, test } from 'vitest';
import { realLine } from '../src/formula.js';
import { hardPoints, type Domain, type Point } from './hardPoints.js';

const count = 20_000;
const line: Domain = { first: realLine, second: [0], landmarks: () => [0, 1, 3] };

function take(domain: Domain, points = count): Point[] {
  const source = hardPoints(domain);
  return Array.from({ length: points }, () => source.next().value);
}

describe('hardPoints', () => {
  const points = take(line).map(([x]) => x);

  test('fewer of them are the first of more', () => {
    expect(take(line, 100)).toEqual(take(line, 1000).slice(0, 100));
  });
  test('visit every exponent, subnormals and both signs', () => {
    const exponents = new Set(points.filter((x) => x !== 0).map((x) => Math.floor(Math.log2(Math.abs(x)) / 16)));
    // 2098 exponents, in groups of 16: from -1074 to 1023.
    for (let group = Math.floor(-1074 / 16) + 4; group < 64; group++) expect(exponents, `${group}`).toContain(group);
    expect(points.some((x) => x !== 0 && Math.abs(x) < 2 ** -1022)).toBe(true);
    expect(points.filter((x) => x < 0).length / points.length).toBeGreaterThan(0.4);
  });
  test('have each landmark, its neighbours on both sides, and distances of every size from it', () => {
    for (const at of [1, 3]) {
      expect(points).toContain(at);
      const distances = points.filter((x) => x !== at && Math.abs(x - at) < 1).map((x) => x - at);
      expect(Math.max(...distances.filter((d) => d < 0))).toBeGreaterThanOrEqual(-(2 ** -51));
      expect(Math.min(...distances.filter((d) => d > 0))).toBeLessThanOrEqual(2 ** -51);
      for (let exponent = -48; exponent < -2; exponent += 4) {
        const near = distances.filter((d) => Math.abs(d) >= 2 ** exponent && Math.abs(d) < 2 ** (exponent + 4));
        expect(near.length, `2^${exponent} from ${at}`).toBeGreaterThan(10);
      }
    }
    expect(points).toContain(Number.MIN_VALUE);
    expect(points).toContain(-Number.MIN_VALUE);
  });
  test('reach the largest double of either sign', () => {
    expect(Math.max(...points)).toBe(Number.MAX_VALUE);
    expect(Math.min(...points)).toBe(-Number.MAX_VALUE);
  });
  test('stay in both domains, open ends left out', () => {
    const half: Domain = {
      first: { low: 0, high: Infinity, lowOpen: true, highOpen: true },
      second: { low: 0, high: 1 },
      landmarks: (y) => [y],
    };
    for (const [x, y] of take(half)) expect(x > 0 && x < Infinity && y >= 0 && y <= 1, `${x}, ${y}`).toBe(true);
  });
  test('have second numbers of every size, and those of a list only where there is one', () => {
    const seconds = take({ first: realLine, second: realLine, landmarks: () => [] }).map(([, y]) => y);
    expect(seconds.some((y) => y !== 0 && Math.abs(y) < 1e-200)).toBe(true);
    expect(seconds.some((y) => y > 1e200)).toBe(true);
    expect(new Set(take({ ...line, second: [-1, 1] }).map(([, y]) => y))).toEqual(new Set([-1, 1]));
  });
});
