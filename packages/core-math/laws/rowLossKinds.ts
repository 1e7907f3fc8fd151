import { demand, law, type Law } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import type { RowLoss } from '../src/formula.js';
import { categoricalCrossEntropyLoss } from '../src/losses/categoricalCrossEntropy.js';
import { oneHot, rowCases, type RowCase } from './rowCases.js';

/** Of losses of logits: softmax does not see a shift. */
export function shiftLaw(loss: RowLoss): Law {
  return law(
    'adding a number to all logits changes nothing, so the gradient sums to 0',
    rowCases(loss),
    ({ row, target }) => {
      const moved = row.map((z) => z + 1024);
      const [value, other] = [loss.value(row, target), loss.value(moved, target)];
      // Adding 1024 rounds each logit by up to 2^-43.
      demand(Math.abs(value - other) <= 1e-12, () => `value ${value}, moved ${other}`);
      const sum = loss.gradient(row, target).reduce((a, b) => a + b, 0);
      demand(Math.abs(sum) <= 1e-15 * row.length, () => `the gradient sums to ${sum}`);
    },
  );
}

/** Of losses of logits: what they are by definition. */
export function linkLaw(loss: RowLoss): Law {
  const name = 'loss of logits = cross-entropy of their softmax, and gradient = softmax - target';
  return law(name, rowCases(loss), ({ row, target }) => {
    const y = loss.targets === 'classIndex' ? oneHot(row.length, target[0]!) : target;
    // Straight from the definition: the logits are below 710 here.
    const exponentials = row.map((z) => Math.exp(z));
    const total = exponentials.reduce((a, b) => a + b, 0);
    const probabilities = exponentials.map((e) => e / total);
    const expected = categoricalCrossEntropyLoss.value(probabilities, y);
    const got = loss.value(row, target);
    demand(Math.abs(got - expected) <= 1e-12 * (1 + expected), () => `${got}, from probabilities ${expected}`);
    loss.gradient(row, target).forEach((g, j) => {
      const difference = probabilities[j]! - y[j]!;
      demand(Math.abs(g - difference) <= 1e-13, () => `entry ${j}: ${g}, softmax - target ${difference}`);
    });
  });
}

/** For two classes all is known in closed form: log1p(e^-d) and its slope, d the lead of the right one. */
export function tailLaw(loss: RowLoss): Law {
  return law(
    'a confident right answer keeps its small cost and gradient, a wrong one its large cost',
    fc.integer({ min: 1, max: 700 }),
    (lead) => {
      const target = loss.targets === 'classIndex' ? Float64Array.of(0) : Float64Array.of(1, 0);
      const right = Float64Array.of(lead, 0);
      const cost = loss.value(right, target);
      demand(near(cost, Math.log1p(Math.exp(-lead))), () => `the cost is ${cost}`);
      const [wanted, other] = loss.gradient(right, target) as unknown as [number, number];
      const share = Math.exp(-lead) / (1 + Math.exp(-lead));
      demand(near(wanted, -share) && near(other, share), () => `the gradient is [${wanted}, ${other}], not +-${share}`);
      const wrong = loss.value(Float64Array.of(-1000 * lead, 0), target);
      demand(wrong === 1000 * lead, () => `a wrong answer by ${1000 * lead} costs ${wrong}`);
    },
  );
}

/** Of losses of probabilities: nothing is clipped, and 0 log 0 = 0. */
export function certaintyLaw(loss: RowLoss): Law {
  const classes = fc.integer({ min: 2, max: 5 });
  return law('certain and right costs 0, certain and wrong Infinity; neither gives NaN', classes, (size) => {
    for (let guess = 0; guess < size; guess++) {
      for (let truth = 0; truth < size; truth++) {
        const target = loss.targets === 'classIndex' ? Float64Array.of(truth) : oneHot(size, truth);
        const cost = loss.value(oneHot(size, guess), target);
        demand(cost === (guess === truth ? 0 : Infinity), () => `class ${truth} taken for ${guess} costs ${cost}`);
        const gradient = loss.gradient(oneHot(size, guess), target);
        demand(
          !gradient.some(Number.isNaN),
          () => `class ${truth} taken for ${guess}: gradient [${gradient.join(', ')}]`,
        );
      }
    }
  });
}

/** Of losses of probabilities: |p| would hide that a network gives what is no probability. */
export function negativeLaw(loss: RowLoss): Law {
  const name = 'a negative probability anywhere gives the value NaN and a gradient with NaN';
  return law(name, rowCases(loss), ({ row, target }) => {
    for (let j = 0; j < row.length; j++) {
      const broken = row.with(j, -row[j]!);
      const value = loss.value(broken, target);
      demand(Number.isNaN(value), () => `with ${broken[j]} at ${j} the value is ${value}`);
      const gradient = loss.gradient(broken, target);
      demand(gradient.some(Number.isNaN), () => `with ${broken[j]} at ${j} the gradient is [${gradient.join(', ')}]`);
    }
  });
}

/** Of losses for class indices: they are losses for one-hot targets. */
export function sparseLaw(loss: RowLoss, denseForm: RowLoss): Law {
  return law('class index = one-hot target', rowCases(loss), ({ row, target }: RowCase) => {
    const y = oneHot(row.length, target[0]!);
    const [value, dense] = [loss.value(row, target), denseForm.value(row, y)];
    demand(near(value, dense), () => `${value}, with a one-hot target ${dense}`);
    const gradient = denseForm.gradient(row, y);
    const got = loss.gradient(row, target);
    demand(
      got.every((g, j) => near(g, gradient[j]!)),
      () => `[${got.join(', ')}], with a one-hot target [${gradient.join(', ')}]`,
    );
  });
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-13 * Math.max(Math.abs(a), Math.abs(b)) + 1e-300;
}
