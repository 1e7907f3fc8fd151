import { describe, expect, test } from 'vitest';
import { adapterOfWebgpu } from './adapters.js';

const unnamed = { vendor: '', architecture: '', device: '', description: '', isFallbackAdapter: false };

function adapterWith(info: Partial<typeof unnamed>): GPUAdapter {
  return { info: { ...unnamed, ...info } } as unknown as GPUAdapter;
}

describe('an adapter of WebGPU', () => {
  test('is named by all that it tells, each word once', () => {
    const told = { vendor: 'nvidia', architecture: 'hopper', device: '', description: 'nvidia' };
    expect(adapterOfWebgpu(adapterWith(told))).toEqual({ adapter: 'nvidia hopper', software: false });
  });

  test('has a name where it tells none', () => {
    expect(adapterOfWebgpu(adapterWith({}))).toEqual({ adapter: 'a GPU that does not tell its name', software: false });
  });

  test.each(['SwiftShader Device (Subzero)', 'llvmpipe (LLVM 15)', 'Microsoft Basic Render Driver', 'lavapipe'])(
    'is software where it calls itself %s',
    (description) => {
      expect(adapterOfWebgpu(adapterWith({ description })).software).toBe(true);
    },
  );

  test('is software where the platform says that it falls back', () => {
    expect(adapterOfWebgpu(adapterWith({ vendor: 'somebody', isFallbackAdapter: true })).software).toBe(true);
  });
});
