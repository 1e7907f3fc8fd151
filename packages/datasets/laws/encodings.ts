import type { Matrix } from '@handgrad/core-math';
import { demand, law, type Law } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import type { dummyVariables } from '../src/encoding/dummyVariables.js';
import type { labelEncode } from '../src/encoding/labelEncode.js';

const coded = fc.integer({ min: 1, max: 6 }).chain((classes) =>
  fc.record({
    classes: fc.constant(classes),
    labels: fc.array(fc.nat(classes - 1), { minLength: 1, maxLength: 12 }),
  }),
);
const words = fc.array(fc.constantFrom('iris', 'Rose', 'rose', '10', '9', 'ä', '', '__proto__'), {
  minLength: 1,
  maxLength: 12,
});

/** One row of zeros and a single 1 a label. */
export function lawsOfOneHot(encode: (labels: ArrayLike<number>, classes: number) => Matrix): Law[] {
  return [
    law('rows are of 0 and 1 and sum to 1', coded, ({ labels, classes }) => {
      for (const row of encode(labels, classes).toRows()) {
        const good = row.every((x) => x === 0 || x === 1) && row.reduce<number>((a, b) => a + b, 0) === 1;
        demand(good, () => `got [${row.join(', ')}]`);
      }
    }),
    law('the column of the largest entry is the label', coded, ({ labels, classes }) => {
      const rows = encode(labels, classes).toRows();
      rows.forEach((row, i) => {
        demand(row.indexOf(Math.max(...row)) === labels[i], () => `label ${labels[i]} became [${row.join(', ')}]`);
      });
    }),
    law('there is a row for each label and a column for each class', coded, ({ labels, classes }) => {
      const { shape } = encode(labels, classes);
      demand(
        shape === `${labels.length} x ${classes}`,
        () => `${labels.length} labels of ${classes} classes: ${shape}`,
      );
    }),
  ];
}

/** Codes that stand for their labels. */
export function lawsOfLabelEncode(encode: typeof labelEncode): Law[] {
  return [
    law('the class with its code is the label', words, (labels) => {
      const { codes, classes } = encode(labels);
      demand(
        labels.every((label, i) => classes[codes[i]!] === label),
        () => `${codes.join()} of ${classes.join()}`,
      );
    }),
    law('each class stands once, in the order of code units', words, (labels) => {
      const { classes } = encode(labels);
      const ordered = classes.every((name, k) => k === 0 || classes[k - 1]! < name);
      demand(ordered && classes.length === new Set(labels).size, () => `got ${classes.join()}`);
    }),
    law('classes do not depend on the order of the labels', words, (labels) => {
      const [a, b] = [encode(labels).classes.join(), encode([...labels].reverse()).classes.join()];
      demand(a === b, () => `${a} and ${b}`);
    }),
    law('given classes keep their order', fc.shuffledSubarray(['a', 'b', 'c', 'd'], { minLength: 1 }), (order) => {
      const { codes, classes } = encode([...order].reverse(), order);
      const good = classes.join() === order.join() && codes.every((code, i) => code === order.length - 1 - i);
      demand(good, () => `${order.join()} became ${classes.join()} with codes ${codes.join()}`);
    }),
  ];
}

/** A column for each level but one. */
export function lawsOfDummyVariables(encode: typeof dummyVariables): Law[] {
  return [
    law('a sample is 1 in the column of its level, and 0 everywhere if that is the baseline', words, (values) => {
      const { matrix, levels } = encode(values);
      values.forEach((value, i) => {
        const row = Array.from(matrix.row(i));
        demand(
          row.every((x, j) => x === (levels[j] === value ? 1 : 0)),
          () => `${value} became [${row.join(', ')}]`,
        );
      });
    }),
    law('levels and baseline are all that occur', words, (values) => {
      const { levels, baseline } = encode(values);
      const all = new Set([...levels, baseline]);
      demand(
        all.size === new Set(values).size && levels.length === all.size - 1,
        () => `${baseline} and ${levels.join()}`,
      );
      demand(
        values.every((value) => all.has(value)),
        () => `${baseline} and ${levels.join()}`,
      );
    }),
    law('the named baseline is the level without a column', words, (values) => {
      const { levels, baseline } = encode(values, { baseline: values[0]! });
      demand(baseline === values[0] && !levels.includes(values[0]!), () => `${baseline} and ${levels.join()}`);
    }),
    law('with all levels kept, rows sum to 1', words, (values) => {
      const { matrix } = encode(values, { keepAll: true });
      demand(
        matrix.toRows().every((row) => row.reduce((a, b) => a + b, 0) === 1),
        () => matrix.shape,
      );
    }),
  ];
}
