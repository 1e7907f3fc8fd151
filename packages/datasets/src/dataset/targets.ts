import { lookup, Matrix } from '@handgrad/core-math';
import { classCodes } from '../boundary.js';
import { oneHot } from '../encoding/oneHot.js';

/** How classes stand in the targets: a row of zeros with a single 1 [n x C], or the number of the class [n x 1]. */
export type TargetKind = 'oneHot' | 'classIndex';

const kinds: Readonly<Record<TargetKind, (codes: ArrayLike<number>, classes: number) => Matrix>> = {
  oneHot: (codes, classes) => oneHot(codes, classes),
  classIndex: (codes) => Matrix.column(codes),
};

/**
 * The targets of a classification. Two classes are one column of 0 and 1, as logistic regression takes them; more
 * classes are one-hot rows, as softmax takes them; `kind` chooses otherwise.
 *
 * @throws RangeError for an unknown kind, fewer than two classes, or a code that is not 0 .. classes - 1.
 * @example
 * classTargets([0, 1, 1], 2).toRows() // => [[0], [1], [1]]
 * classTargets([0, 2], 3).toRows() // => [[1, 0, 0], [0, 0, 1]]
 * classTargets([0, 1], 2, 'oneHot').toRows() // => [[1, 0], [0, 1]]
 */
export function classTargets(codes: ArrayLike<number>, classes: number, kind = defaultTargets(classes)): Matrix {
  if (!(classes >= 2)) {
    throw new RangeError(
      `classTargets: expected at least 2 classes, got ${classes}. Name all classes, also those without a sample.`,
    );
  }
  const encode = lookup(kinds, kind, 'classTargets: targets');
  classCodes('classTargets', codes, classes);
  return encode(codes, classes);
}

/** `classIndex` for two classes, `oneHot` for more. */
export function defaultTargets(classes: number): TargetKind {
  return classes === 2 ? 'classIndex' : 'oneHot';
}
