import { expect, test, vi } from 'vitest';
import type { Gpu } from '../../gpuJs.js';
import { keptKernels } from './keptKernels.js';
import type { FloatTexture } from './floatTexture.js';

const row = { rows: 1, columns: 2 };

/** gpu.js without a GPU: every kernel gives what `drawn` makes of the texture that it is to draw into. */
function kernelsWithout(drawn: (texture: unknown) => unknown = (texture) => texture) {
  const context = new Proxy({}, { get: () => () => ({}) });
  const open = new Set<string>();
  const createKernel = (source: string): unknown => {
    let target: unknown;
    open.add(source);
    return Object.assign(() => drawn(target), {
      kernel: { constructor: { mode: 'cpu' }, fallbackReason: 'there is no GPU' },
      constants: {},
      framebuffer: {},
      maxTexSize: [1, 1],
      onActivate: vi.fn(({ texture }) => (target = texture)),
      destroy: () => open.delete(source),
    });
  };
  const kernels = keptKernels({ context, createKernel } as unknown as Gpu);
  const hold = (source: string, columns = 2) =>
    kernels.hold({ source, functions: [], shape: row, residents: [] }, [{ rows: 1, columns }]);
  return { kernels, hold, open };
}

test('a kernel is the same one for the same text and shapes, and another one for others', () => {
  const { hold } = kernelsWithout();
  expect(hold('a')).toBe(hold('a'));
  expect(hold('a')).not.toBe(hold('b'));
  expect(hold('a')).not.toBe(hold('a', 3));
});

test('256 kernels wait that nobody holds: those that were let go last; what is held is never destroyed', () => {
  const { kernels, hold, open } = kernelsWithout();
  const held = hold('held');
  hold('held');
  kernels.letGo([held]);
  const all = Array.from({ length: 300 }, (_, i) => hold(String(i)));
  expect(open.size).toBe(301);
  kernels.letGo(all);
  expect([...open]).toEqual(['held', ...Array.from({ length: 256 }, (_, i) => String(i + 44))]);
  const [again] = [hold('44')];
  expect(again).toBe(all[44]);
  kernels.letGo([hold('new')]);
  expect(open.size).toBe(258);
  kernels.letGo([hold('newer')]);
  expect(open).not.toContain('45');
  expect(open).toContain('44');
  kernels.letGo([again, held]);
  expect(open).not.toContain('46');
  expect(open).not.toContain('47');
  expect(open.size).toBe(256);
  expect(hold('held')).toBe(held);
});

test('what runs elsewhere than on WebGL is an error that says where and why', () => {
  const { hold } = kernelsWithout(() => [new Float32Array(2)]);
  expect(() => hold('a').run([], [], {} as FloatTexture)).toThrow('they ran on cpu, because there is no GPU');
});
