import { Matrix, rowLosses, vectorFunctions, type RowLossName, type VectorFunctionName } from '@handgrad/core-math';
import { test } from 'vitest';
import type { Device } from '../../src/index.js';
import { rowLossKernels } from '../../src/rowLosses/index.js';
import { vectorKernels } from '../../src/vectors/index.js';
import { expectClose } from '../closeness.test-support.js';

/** What is special about functions and losses of rows; that they agree elsewhere too is for the parity suite to say. */
interface RowCase {
  readonly title: string;
  readonly formula: RowLossName | VectorFunctionName;
  readonly row: readonly number[];
  /** Of a loss its target; of a vector function the gradient of its output. */
  readonly other: readonly number[];
}

const rowCases: readonly RowCase[] = [
  {
    title: 'a confident right answer keeps the digits of its small gradient, and of its small cost',
    formula: 'softmaxCrossEntropy',
    row: [30, 0, -2],
    other: [1, 0, 0],
  },
  {
    title: 'so it does with class indices',
    formula: 'sparseSoftmaxCrossEntropy',
    row: [0, 30, -2],
    other: [1],
  },
  {
    title: 'logits far from 0 do not overflow',
    formula: 'softmaxCrossEntropy',
    row: [1e30, -1e30, 9e29],
    other: [0.5, 0, 0.5],
  },
  {
    title: 'of equal largest logits, all but one count among the others',
    formula: 'softmaxCrossEntropy',
    row: [5, 5, 5],
    other: [0, 1, 0],
  },
  {
    title: 'of equal largest logits, all but one count among the others, with class indices too',
    formula: 'sparseSoftmaxCrossEntropy',
    row: [-1, 5, 5],
    other: [2],
  },
  {
    title: 'a class without probability that is not wanted costs nothing',
    formula: 'categoricalCrossEntropy',
    row: [0, 0.25, 0.75],
    other: [0, 1, 0],
  },
  { title: 'neither does it as a distance', formula: 'kullbackLeibler', row: [0, 0.25, 0.75], other: [0, 0.5, 0.5] },
  {
    title: 'only the probability of the class counts',
    formula: 'sparseCategoricalCrossEntropy',
    row: [0, 0.25, 0.75],
    other: [1],
  },
  {
    title: 'of equal wrong classes the first takes the slope',
    formula: 'categoricalHinge',
    row: [0.5, 2, 0.5],
    other: [0, 0, 1],
  },
  {
    title: 'of several strongest wrong classes the first takes the slope',
    formula: 'categoricalHinge',
    row: [3, 2, 3],
    other: [0, 1, 0],
  },
  {
    title: 'a margin that is just kept costs nothing and has no slope',
    formula: 'categoricalHinge',
    row: [1, 2, -5],
    other: [0, 1, 0],
  },
  { title: 'a zero vector has no direction', formula: 'cosineSimilarity', row: [0, 0, 0], other: [1, 2, 3] },
  { title: 'a zero target has none either', formula: 'cosineSimilarity', row: [1, 2, 3], other: [0, 0, 0] },
  {
    title: 'lengths whose squares float32 cannot hold do not matter',
    formula: 'cosineSimilarity',
    row: [3e25, 4e25, 0],
    other: [1e-25, 0, 2e-25],
  },
  { title: 'the logarithm of a winner keeps its digits', formula: 'logSoftmax', row: [20, 0, -3], other: [0, 1, 0] },
  { title: 'the rest of a sum is not rounded away', formula: 'logSumExp', row: [0, -20, -21], other: [2] },
  { title: 'rows far from 0 do not overflow', formula: 'softmax', row: [2e4, 2e4 - 1, -3e30], other: [1, -2, 3] },
];

/** All cases in one plan: value, and gradient or the way back. */
export function rowFormulasSuite(device: () => Device): void {
  let results: Promise<readonly Float32Array[]> | undefined;

  async function computed(): Promise<readonly Float32Array[]> {
    const inputs = rowCases.flatMap(({ row, other }) => [Matrix.row(row), Matrix.row(other)]);
    const plan = device().compile(inputs, (operations, given) =>
      rowCases.flatMap(({ formula }, i) => {
        const [row, other] = given.slice(2 * i);
        if (isLoss(formula)) {
          const { value, gradient } = rowLossKernels[formula];
          return [value(operations, row, other), gradient(operations, row, other)];
        }
        const { value, backward, keeps } = vectorKernels[formula];
        const output = value(operations, row);
        return [output, backward(operations, keeps === 'input' ? row : output, other)];
      }),
    );
    const all = await plan.run(inputs);
    await plan.close();
    return all;
  }

  for (const [i, { title, formula, row, other }] of rowCases.entries()) {
    test(`${formula}: ${title}`, async () => {
      const [value, slopes] = (await (results ??= computed())).slice(2 * i);
      const [x, y] = [Float64Array.from(row, Math.fround), Float64Array.from(other, Math.fround)];
      const loss = isLoss(formula) ? rowLosses[formula] : undefined;
      const f = isLoss(formula) ? undefined : vectorFunctions[formula];
      // Relative alone: small numbers are what these cases are about.
      const tolerance = { relative: 1e-5, absolute: 1e-37 };
      expectClose(value, loss ? [loss.value(x, y)] : f!.value(x), tolerance, 'value');
      expectClose(slopes, loss ? loss.gradient(x, y) : f!.backward(x, y), tolerance, 'slopes');
    });
  }
}

function isLoss(formula: RowLossName | VectorFunctionName): formula is RowLossName {
  return Object.hasOwn(rowLosses, formula);
}
