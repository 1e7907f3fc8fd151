import { checkGradient, demand, fact, law, type Law } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import type { RowLoss } from '../src/formula.js';
import { categoricalCrossEntropyLoss } from '../src/losses/categoricalCrossEntropy.js';
import { softmaxCrossEntropyLoss } from '../src/losses/softmaxCrossEntropy.js';
import { bestRow, rowCases, rowPairs } from './rowCases.js';
import { certaintyLaw, linkLaw, negativeLaw, shiftLaw, sparseLaw, tailLaw } from './rowLossKinds.js';

/** The same loss for one-hot targets. */
const denseForms: Readonly<Record<string, RowLoss>> = {
  sparseCategoricalCrossEntropy: categoricalCrossEntropyLoss,
  sparseSoftmaxCrossEntropy: softmaxCrossEntropyLoss,
};

/** What every loss over rows must keep. */
export function lawsOfRowLoss(loss: RowLoss): Law[] {
  const laws = [
    gradientLaw(loss),
    aliasLaw(loss),
    untouchedLaw(loss),
    nanLaw(loss),
    orderLaw(loss),
    leastLaw(loss),
    lengthLaw(loss),
    loss.convex ? tangentLaw(loss) : concaveSomewhereLaw(loss),
  ];
  if (loss.predictions === 'logits') laws.push(shiftLaw(loss), linkLaw(loss), tailLaw(loss));
  if (loss.predictions === 'probabilities') laws.push(certaintyLaw(loss), negativeLaw(loss));
  const denseForm = denseForms[loss.name];
  if (denseForm) laws.push(sparseLaw(loss, denseForm));
  return laws;
}

function gradientLaw(loss: RowLoss): Law {
  return law('gradient agrees with finite differences', rowCases(loss), ({ row, target }) => {
    const value = (at: Float64Array): number => loss.value(at, target);
    return checkGradient(value, (at) => loss.gradient(at, target), row, { name: loss.name }).worstError;
  });
}

function aliasLaw(loss: RowLoss): Law {
  return law('gradient written over the row = gradient in fresh memory, bit for bit', rowCases(loss), (one) => {
    const fresh = loss.gradient(one.row, one.target);
    const over = one.row.slice();
    const returned = loss.gradient(over, one.target, over);
    demand(returned === over, () => 'what is returned is not `into`');
    demand(sameBits(over, fresh), () => `over the row [${over.join(', ')}], fresh [${fresh.join(', ')}]`);
    // Memory that is not clean: what is left in it must not be added to.
    const used = loss.gradient(
      one.row,
      one.target,
      one.row.map(() => 7),
    );
    demand(sameBits(used, fresh), () => `in used memory [${used.join(', ')}], fresh [${fresh.join(', ')}]`);
  });
}

function untouchedLaw(loss: RowLoss): Law {
  return law('value and gradient leave row and target as they are', rowCases(loss), ({ row, target }) => {
    const before = [row.slice(), target.slice()] as const;
    loss.value(row, target);
    loss.gradient(row, target);
    demand(sameBits(row, before[0]), () => `the row became [${row.join(', ')}]`);
    demand(sameBits(target, before[1]), () => `the target became [${target.join(', ')}]`);
  });
}

function nanLaw(loss: RowLoss): Law {
  return law(
    'a NaN anywhere in the row gives the value NaN and a gradient with NaN',
    rowCases(loss),
    ({ row, target }) => {
      for (let j = 0; j < row.length; j++) {
        const broken = row.with(j, NaN);
        demand(
          Number.isNaN(loss.value(broken, target)),
          () => `with NaN at ${j} the value is ${loss.value(broken, target)}`,
        );
        const gradient = loss.gradient(broken, target);
        demand(gradient.some(Number.isNaN), () => `with NaN at ${j} the gradient is [${gradient.join(', ')}]`);
      }
    },
  );
}

/** Turns all classes round by one: the last becomes the first. */
function orderLaw(loss: RowLoss): Law {
  return law(
    'the order of the classes does not matter: value the same, gradient in the new order',
    rowCases(loss),
    (one) => {
      const { row, target } = one;
      const turned = {
        row: turn(row),
        target: loss.targets === 'classIndex' ? target.map((k) => (k + 1) % row.length) : turn(target),
      };
      const [value, other] = [loss.value(row, target), loss.value(turned.row, turned.target)];
      // Sums in another order round otherwise, by ulps of the largest terms.
      const same = Math.abs(value - other) <= 1e-13 * (1 + Math.abs(value));
      demand(same, () => `value ${value}, in the new order ${other}`);
      const expected = turn(loss.gradient(row, target));
      const got = loss.gradient(turned.row, turned.target);
      const rounding = 1e-13 * Math.max(...expected.map(Math.abs));
      demand(
        expected.every((g, j) => Math.abs(g - got[j]!) <= rounding),
        () => `gradient [${expected.join(', ')}], in the new order [${got.join(', ')}]`,
      );
    },
  );
}

function leastLaw(loss: RowLoss): Law {
  return law('no row costs less than the best one', rowCases(loss), ({ row, target }) => {
    const best = loss.value(bestRow(loss, row.length, target), target);
    const cost = loss.value(row, target);
    demand(cost >= best - 1e-13 * (1 + Math.abs(cost)), () => `it costs ${cost}, the best one ${best}`);
  });
}

function lengthLaw(loss: RowLoss): Law {
  return law('a target or buffer that does not fit the row is a RangeError', rowCases(loss), ({ row, target }) => {
    const longer = Float64Array.of(...target, 0);
    for (const call of [
      () => loss.value(row, longer),
      () => loss.gradient(row, longer),
      () => loss.gradient(row, target, new Float64Array(row.length + 1)),
      () => loss.value(new Float64Array(0), target),
    ]) {
      demand(throwsRangeError(call), () => `no RangeError for a row of ${row.length}`);
    }
  });
}

function tangentLaw(loss: RowLoss): Law {
  return law('convex: the loss lies above every tangent plane', rowPairs(loss), ({ row, other, target }) => {
    const gradient = loss.gradient(row, target);
    const atRow = loss.value(row, target);
    const plane = gradient.reduce((sum, g, j) => sum + g * (other[j]! - row[j]!), atRow);
    const atOther = loss.value(other, target);
    const sizes = gradient.reduce((sum, g, j) => sum + Math.abs(g * (other[j]! - row[j]!)), 1 + Math.abs(atRow));
    demand(
      atOther >= plane - 1e-12 * sizes,
      () => `at [${other.join(', ')}] the loss is ${atOther}, the plane ${plane}`,
    );
  });
}

function concaveSomewhereLaw(loss: RowLoss): Law {
  return fact('not convex: the middle of some chord lies below the loss', () => {
    const witness = fc.sample(rowPairs(loss), { numRuns: 500, seed: 1 }).some(({ row, other, target }) => {
      const middle = row.map((x, j) => x / 2 + other[j]! / 2);
      return loss.value(middle, target) > loss.value(row, target) / 2 + loss.value(other, target) / 2 + 1e-9;
    });
    demand(witness, () => 'no such chord among 500');
  });
}

function turn(row: Float64Array): Float64Array {
  return Float64Array.of(row.at(-1)!, ...row.subarray(0, -1));
}

function sameBits(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((x, j) => Object.is(x, b[j]));
}

function throwsRangeError(call: () => unknown): boolean {
  try {
    call();
    return false;
  } catch (error) {
    return error instanceof RangeError;
  }
}
