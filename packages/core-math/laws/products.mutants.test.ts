import { brokenLaws } from '@handgrad/gradcheck';
import { describe, expect, test } from 'vitest';
import { products } from '../src/matrix/index.js';
import { lawsOfProduct } from './products.js';
import { productMutants } from './products.mutants.js';

describe('wrong products', () => {
  const broken = new Map(
    productMutants.map(({ name, wrong }) => [name, brokenLaws(lawsOfProduct(wrong), { seed: 1 })]),
  );

  test.each(productMutants)('$name: it is caught', ({ name }) => {
    expect(broken.get(name)).not.toEqual([]);
  });

  test('every law can fail', () => {
    const caught = new Set([...broken.values()].flat());
    expect(lawsOfProduct(products.definition).filter(({ name }) => !caught.has(name))).toEqual([]);
  });

  test('a skipped zero without a look at the other side is caught by the law of NaN and Infinity alone', () => {
    expect(broken.get('zeros are skipped without a look at the other side')).toEqual([
      'zero times NaN or Infinity is NaN, and in its own row and column only',
    ]);
  });
});
