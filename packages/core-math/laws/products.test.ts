import { describe, test } from 'vitest';
import { products } from '../src/matrix/index.js';
import { lawsOfProduct } from './products.js';

describe.each(Object.entries(products))('the version "%s" of the product', (_, product) => {
  for (const law of lawsOfProduct(product)) test(law.name, () => void law.check());
});
