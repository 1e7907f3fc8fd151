import { describe, expect, test } from 'vitest';
import { disagreementOf } from '../test-support/failure.test-support.js';
import { steadyAnswer } from './steadyAnswer.js';

function answerOf<R>(call: (x: number) => R): R {
  return steadyAnswer({
    caller: 'check',
    who: 'the function',
    call: call as (...parts: never[]) => R,
    args: [1],
    names: ['its argument'],
    beside: [1.5],
    reseed: undefined,
  });
}

/** Gives the first answer, then the second. */
function inTurn<R>(...answers: R[]): () => R {
  let calls = 0;
  return () => answers[Math.min(calls++, answers.length - 1)]!;
}

describe('an answer is steady', () => {
  test('where 0 differs in its sign alone, and where NaN comes again', () => {
    expect(answerOf(inTurn([0, NaN], [-0, NaN]))).toEqual([0, NaN]);
  });

  test('where the function throws elsewhere, whatever it did to its buffer before', () => {
    const buffer = [0];
    const half = (x: number): number[] => {
      buffer[0] = x;
      if (x !== 1) throw new RangeError('not here');
      return buffer;
    };
    expect(answerOf(half)).toEqual([1]);
  });
});

describe('it is not', () => {
  test.each<[string, number[], number[]]>([
    ['longer the second time', [5], [5, 6]],
    ['shorter the second time', [5, 6], [5]],
    ['nothing the first time', [], [5]],
    ['another number', [5, 6], [5, 7]],
  ])('%s', (_what, first, second) => {
    expect(disagreementOf(() => answerOf(inTurn(first, second))).verdict).toMatch(
      /^the function gives (\d|undefined) and then (\d|undefined) in .* at the same point$/,
    );
  });

  test.each([[null], [undefined], ['5'], [Promise.resolve(5)]])('%s', (answer) => {
    const { verdict } = disagreementOf(() => answerOf(() => answer));
    expect(verdict).toMatch(/^the function gives .*/);
  });
});
