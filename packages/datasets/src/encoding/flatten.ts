import { kindOf } from '../boundary.js';

/** Numbers in arrays in arrays, to any depth. */
export type NestedNumbers = number | readonly NestedNumbers[];

/**
 * The length along each axis of nested arrays.
 *
 * @throws RangeError where arrays beside each other differ in shape; TypeError for anything but numbers and arrays.
 * @example
 * shapeOf([[1, 2, 3], [4, 5, 6]]) // => [2, 3]
 * shapeOf([[1, 2], [3]]) // => throws RangeError
 */
export function shapeOf(nested: NestedNumbers): readonly number[] {
  if (typeof nested === 'number') return [];
  if (!Array.isArray(nested)) {
    throw new TypeError(
      `shapeOf: expected numbers in arrays, got ${kindOf(nested)}. Turn texts into numbers and typed arrays into arrays before.`,
    );
  }
  const shapes = nested.map((inner: NestedNumbers) => shapeOf(inner));
  const [first = []] = shapes;
  shapes.forEach((shape, i) => {
    if (shape.join(' x ') !== first.join(' x ')) {
      throw new RangeError(
        `shapeOf: expected all entries of the shape of the first, [${first.join(' x ')}], got [${shape.join(' x ')}] at place ${i}. Make them equally long.`,
      );
    }
  });
  return [nested.length, ...first];
}

/**
 * All numbers of nested arrays in one row, last index fastest: an image [28][28] becomes the 784 inputs of a network.
 *
 * @throws RangeError where arrays beside each other differ in shape; TypeError for anything but numbers and arrays.
 * @example
 * flatten([[1, 2], [3, 4]]) // => [1, 2, 3, 4]
 */
export function flatten(nested: NestedNumbers): Float64Array {
  shapeOf(nested);
  return Float64Array.from(([nested] as unknown[]).flat(Infinity) as number[]);
}

/**
 * Nested arrays of the given shape from numbers in one row: the inverse of `flatten`.
 *
 * @throws RangeError when the shape does not hold as many numbers.
 * @example
 * reshape([1, 2, 3, 4], [2, 2]) // => [[1, 2], [3, 4]]
 */
export function reshape(numbers: ArrayLike<number>, shape: readonly number[]): NestedNumbers {
  const size = shape.reduce((product, length) => product * length, 1);
  if (size !== numbers.length || shape.some((length) => !Number.isInteger(length) || length < 0)) {
    throw new RangeError(
      `reshape: expected a shape that holds ${numbers.length} numbers, got [${shape.join(' x ')}], which holds ${size}. Make the product of the lengths ${numbers.length}.`,
    );
  }
  return nest(Array.from(numbers), shape);
}

function nest(numbers: readonly number[], shape: readonly number[]): NestedNumbers {
  const [length, ...inner] = shape;
  if (length === undefined) return numbers[0]!;
  const step = numbers.length / length;
  return Array.from({ length }, (_, i) => nest(numbers.slice(i * step, (i + 1) * step), inner));
}
