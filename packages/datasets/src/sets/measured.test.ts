import { lookup } from '@handgrad/core-math';
import { describe, expect, test } from 'vitest';
import {
  allOf,
  dropMissing,
  iris,
  labelsOf,
  mnist,
  penguins,
  penguinTable,
  type ImageDataset,
  type MnistOptions,
} from '../node.js';

function counts(labels: Uint32Array, classes: number): number[] {
  const count = new Array<number>(classes).fill(0);
  for (const label of labels) count[label]!++;
  return count;
}

describe('mnist', () => {
  const parts = { train: mnist({ split: 'train' }), test: mnist({ split: 'test', targets: 'classIndex' }) };

  test('has 60,000 and 10,000 images of 28 x 28 pixels', () => {
    for (const part of Object.values(parts))
      expect([part.inputs, part.image]).toEqual([784, { height: 28, width: 28, channels: 1 }]);
    expect([parts.train.size, parts.test.size]).toEqual([60_000, 10_000]);
    expect([parts.train.targets, parts.test.targets]).toEqual([10, 1]);
  });
  test('has as many of each digit as are known', () => {
    expect(counts(parts.train.labels, 10)).toEqual([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]);
    expect(counts(parts.test.labels, 10)).toEqual([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
    expect(labelsOf(parts.test)).toEqual(parts.test.labels);
  });
  test('pixels for training have mean 0.1307 and standard deviation 0.3081', () => {
    const { mean, deviation } = momentsOf(parts.train);
    // The known figures are printed to four places.
    expect(Math.abs(mean - 0.1307)).toBeLessThan(0.00005);
    expect(Math.abs(deviation - 0.3081)).toBeLessThan(0.00005);
  });
  test('a batch holds pixel / 255 and the digit', () => {
    const { inputs, targets } = parts.train.batch([0, 59_999]);
    expect(Array.from(inputs.row(0))).toEqual(Array.from(parts.train.pixels(0), (byte) => byte / 255));
    expect(targets.toRows()).toEqual([
      [0, 0, 0, 0, 0, 1, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0, 0, 0, 1, 0],
    ]);
    expect(parts.test.batch([0]).targets.data[0]).toBe(7);
  });
  test('throws for an unknown part and names the nearest', () => {
    expect(() => mnist({ split: 'tests' } as unknown as MnistOptions)).toThrow(
      'mnist: split: expected one of train, test, got "tests". Did you mean "test"?',
    );
  });
});

/** From the histogram of the bytes: whole numbers, so exact until the last division. */
function momentsOf(images: ImageDataset): { mean: number; deviation: number } {
  const histogram = new Float64Array(256);
  for (let i = 0; i < images.size; i++) for (const byte of images.pixels(i)) histogram[byte]!++;
  const pixels = images.size * images.inputs;
  const mean = histogram.reduce((sum, count, byte) => sum + count * byte, 0) / pixels / 255;
  const square = histogram.reduce((sum, count, byte) => sum + count * byte * byte, 0) / pixels / 255 ** 2;
  return { mean, deviation: Math.sqrt(square - mean * mean) };
}

describe('iris', () => {
  test('has 50 of each of three species', () => {
    expect(counts(labelsOf(iris()), 3)).toEqual([50, 50, 50]);
  });
  test("has Fisher's means of each species", () => {
    // Fisher 1936, table II: sums of 50 numbers of one decimal, so means of three decimals.
    const means = [
      [5.006, 3.428, 1.462, 0.246],
      [5.936, 2.77, 4.26, 1.326],
      [6.588, 2.974, 5.552, 2.026],
    ];
    means.forEach((expected, species) => {
      const rows = iris()
        .batch(Array.from({ length: 50 }, (_, i) => 50 * species + i))
        .inputs.toRows();
      expected.forEach((mean, j) => {
        // 50 additions of numbers below 10 round by less than 1e-12 in all.
        expect(Math.abs(rows.reduce((sum, row) => sum + row[j]!, 0) / 50 - mean)).toBeLessThan(1e-12);
      });
    });
  });
  test("has Fisher's rows 35 and 38, which another widespread copy has wrong", () => {
    expect(iris().batch([34, 37]).inputs.toRows()).toEqual([
      [4.9, 3.1, 1.5, 0.2],
      [4.9, 3.6, 1.4, 0.1],
    ]);
  });
});

describe('penguins', () => {
  test('are 344, of which 11 have no sex', () => {
    expect(penguinTable().rows).toBe(344);
    expect([penguins().size, penguins().dropped]).toEqual([333, 11]);
    expect([penguins().classes, counts(labelsOf(penguins()), 2)]).toEqual([
      ['female', 'male'],
      [165, 168],
    ]);
  });
  test('the species is known of the two without measurements too, which are left out for the inputs', () => {
    const species = penguins({ target: 'species' });
    expect([species.size, species.dropped, counts(labelsOf(species), 3)]).toEqual([342, 2, [151, 68, 123]]);
  });
  test('one sex is recorded as a dot, which is no sex', () => {
    expect(penguinTable().columns['Sex']![336]).toBe('');
    expect(dropMissing(penguinTable(), ['Sex']).dropped).toBe(11);
  });
  test('have the means of the published table', () => {
    // The mean of the 333 complete birds, whose body mass sums to 1,400,950 g and flippers to 66,922 mm.
    const { inputs } = allOf(penguins());
    const sum = (j: number): number => inputs.toRows().reduce((total, row) => total + row[j]!, 0);
    expect([sum(2), sum(3)]).toEqual([66_922, 1_400_950]);
  });
  test('words among the inputs become dummy variables', () => {
    const { inputNames } = penguins({ inputs: ['Flipper Length (mm)', 'Island'] });
    expect(inputNames).toEqual(['Flipper Length (mm)', 'Island = Dream', 'Island = Torgersen']);
  });
  test('throw for an unknown column, and for an unknown target', () => {
    expect(() => penguins({ inputs: ['Beak' as 'Sex'] })).toThrow('expected one of');
    expect(() => penguins({ target: 'sax' as 'sex' })).toThrow('Did you mean "sex"?');
  });
});

test('a data set by a name that comes from outside is found, or the nearest is named', async () => {
  const { datasets } = await import('../node.js');
  expect(lookup(datasets, 'iris', 'dataset').name).toBe('iris');
  expect(() => lookup(datasets, 'minst', 'dataset')).toThrow('Did you mean "mnist"?');
});
