import { describe, expect, test } from 'vitest';
import { losses } from '../src/index.js';
import { lawsOfLoss } from './losses.js';

describe.each(Object.entries(losses))('%s', (name, loss) => {
  test('is registered under its own name', () => {
    expect(loss.name).toBe(name);
  });
  for (const law of lawsOfLoss(loss)) test(law.name, () => void law.check());
});
