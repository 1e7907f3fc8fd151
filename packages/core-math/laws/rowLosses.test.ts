import { describe, expect, test } from 'vitest';
import { rowLosses } from '../src/losses/index.js';
import { lawsOfRowLoss } from './rowLosses.js';

describe.each(Object.entries(rowLosses))('%s', (name, loss) => {
  test('is registered under its own name', () => {
    expect(loss.name).toBe(name);
  });
  for (const law of lawsOfRowLoss(loss)) test(law.name, () => void law.check());
});
