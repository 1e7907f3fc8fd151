import { fileURLToPath } from 'node:url';
import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** What every package's `vitest.config.ts` exports: sister packages resolve to source, seeds come from one place. */
export function packageTests(name: string, overrides: ViteUserConfig['test'] = {}): ViteUserConfig {
  return defineConfig({
    resolve: { conditions: ['handgrad-source'] },
    ssr: { resolve: { conditions: ['handgrad-source'] } },
    test: {
      name,
      include: ['src/**/*.test.ts', 'laws/**/*.test.ts', 'test/**/*.test.ts'],
      setupFiles: [fileURLToPath(new URL('tools/vitest.setup.ts', import.meta.url))],
      testTimeout: 30_000,
      // One module graph for all files of a package: nothing here keeps state between tests, and imports are half of the time.
      isolate: false,
      reporters: process.env['HANDGRAD_TEST_REPORTS']
        ? ['default', ['json', { outputFile: `${process.env['HANDGRAD_TEST_REPORTS']}/${name}.json` }]]
        : ['default'],
      ...overrides,
    },
  });
}
