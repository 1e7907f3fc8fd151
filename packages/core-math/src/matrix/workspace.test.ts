import { expect, test } from 'vitest';
import { freshWorkspace, reusedWorkspace } from './workspace.js';

test('a reused workspace gives the same memory for the same name and shape, and only then', () => {
  const workspace = reusedWorkspace();
  const first = workspace.take('output', 2, 3);
  expect(workspace.take('output', 2, 3)).toBe(first);
  expect(workspace.take('output', 3, 2)).not.toBe(first);
  expect(workspace.take('output', 2, 4)).not.toBe(first);
  expect(workspace.take('input', 2, 3)).not.toBe(first);
  expect(workspace.within('layer').take('output', 2, 3)).not.toBe(first);
  expect(workspace.within('layer').take('output', 2, 3)).toBe(workspace.within('layer').take('output', 2, 3));
});

test('a fresh workspace gives a new matrix of zeros every time', () => {
  const first = freshWorkspace.take('output', 2, 3);
  first.data.fill(1);
  expect(freshWorkspace.within('layer').take('output', 2, 3).data).toEqual(new Float64Array(6));
});
