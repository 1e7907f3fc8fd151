import { expect, test } from 'vitest';
import type { PerceptronData } from '../reportData.js';
import { scatterPlot } from './scatterPlot.js';

const data: PerceptronData = {
  points: [
    { x: 0, y: 0, label: -1 },
    { x: 1, y: 3, label: 1 },
    { x: 2, y: 2, label: 1 },
  ],
  axes: { x: 'width', y: 'length' },
  line: { weights: [1, 1], bias: -2 },
  mistakes: [1, 0],
  converged: true,
};
const names = { negative: 'no', positive: 'yes' };
const draw = (changes: Partial<PerceptronData> = {}): string =>
  scatterPlot({ ...data, ...changes }, 'Points.', names).html;

test('each point has its mark, the classes different ones', () => {
  const marks = [.../<g class="points">(?<marks>.*?)<\/g>/.exec(draw())!.groups!['marks']!.matchAll(/class="(\w+)"/g)];
  expect(marks.map(([, look]) => look)).toEqual(['first', 'second', 'second']);
});

test('the line and its two sides are drawn', () => {
  expect(draw().match(/class="boundary"/g)).toHaveLength(1);
  expect(/<g class="sides">.*?<\/g>/s.exec(draw())![0].match(/<path/g)).toHaveLength(3);
});

test('weights of 0 or NaN draw no line', () => {
  expect(draw({ line: { weights: [0, 0], bias: 1 } })).not.toContain('boundary');
  expect(draw({ line: { weights: [NaN, 1], bias: 1 } })).not.toContain('boundary');
});

test('points that are not finite are left out, and none at all is said in words', () => {
  const html = draw({ points: [...data.points, { x: NaN, y: 1, label: 1 }] });
  expect(html).toBe(draw());
  expect(draw({ points: [] })).toContain('No finite point');
  expect(draw({ points: [{ x: 1, y: 1, label: 1 }] })).not.toContain('NaN');
});
