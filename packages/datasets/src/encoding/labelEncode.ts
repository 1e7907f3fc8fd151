import { lookup } from '@handgrad/core-math';

/** Codes 0 .. C - 1 and the classes that they number: `classes[codes[i]]` is the label of sample i. */
export interface EncodedLabels {
  readonly codes: Uint32Array;
  readonly classes: readonly string[];
}

/**
 * Numbers the labels. The classes stand in the order given, or else in alphabetical order (of code units, so the same
 * on every machine), whatever order the labels come in.
 *
 * @throws RangeError for no labels, a class that stands twice, or a label that is none of `classes`.
 * @example
 * labelEncode(['rose', 'iris', 'rose']).codes // => [1, 0, 1]
 * labelEncode(['rose', 'iris', 'rose']).classes // => ['iris', 'rose']
 */
export function labelEncode(labels: readonly string[], classes?: readonly string[]): EncodedLabels {
  if (labels.length === 0) {
    throw new RangeError(
      'labelEncode: expected at least one label, got none. Pass the labels of a data set that is not empty.',
    );
  }
  const known = classes ? [...classes] : [...new Set(labels)].sort(byCodeUnits);
  const codeOf = new Map(known.map((name, code) => [name, code]));
  if (codeOf.size !== known.length) {
    throw new RangeError(`labelEncode: expected classes that differ, got ${known.join(', ')}. Name each class once.`);
  }
  const codes = Uint32Array.from(
    labels,
    (label, i) => codeOf.get(label) ?? lookup(Object.fromEntries(codeOf), label, `labelEncode: label of sample ${i}`),
  );
  return { codes, classes: known };
}

/**
 * The labels that codes stand for: the inverse of `labelEncode`.
 *
 * @throws RangeError for a code that numbers no class.
 * @example
 * labelDecode([1, 0], ['iris', 'rose']) // => ['rose', 'iris']
 */
export function labelDecode(codes: ArrayLike<number>, classes: readonly string[]): string[] {
  return Array.from(codes, (code, i) => {
    const label = classes[code];
    if (label === undefined) {
      throw new RangeError(
        `labelDecode: expected codes from 0 to ${classes.length - 1} for ${classes.length} classes, got ${code} for sample ${i}. Pass the classes that labelEncode returned.`,
      );
    }
    return label;
  });
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
