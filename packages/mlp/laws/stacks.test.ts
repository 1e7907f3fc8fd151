import { rowLosses } from '@handgrad/core-math';
import { expect, test } from 'vitest';
import { head } from '../src/heads/index.js';
import { leastMargin, stackOf } from './stacks.js';

test('a row loss with kinks of any name is kept away from them', () => {
  const renamed = head({ ...rowLosses.categoricalHinge, name: 'marginOfOurOwn' });
  for (let seed = 0; seed < 30; seed++) {
    const { model, batch, margin } = stackOf([], renamed, seed);
    expect(margin).toBeGreaterThanOrEqual(leastMargin / 2);
    expect(margin).toBe(stackOf([], head(rowLosses.categoricalHinge), seed).margin);
    expect(model.head.loss.name).toBe('marginOfOurOwn');
    expect(batch.inputs.rows).toBe(batch.targets.rows);
  }
});
