import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { mergeConfig } from 'vitest/config';
import { chromiumLaunchOptions } from '../../tools/gpu/chromium.mjs';
import { packageTests } from '../../vitest.shared.js';

const shared = packageTests('gpu');
const inNode = mergeConfig(packageTests('gpu in Node', { exclude: ['test/browser/**'] }), {
  test: { setupFiles: [fileURLToPath(new URL('test/webgpu.setup.ts', import.meta.url))] },
});
const inChromium = mergeConfig(packageTests('gpu in Chromium', { include: ['test/browser/**/*.test.ts'] }), {
  // Cross-origin isolated, as a page must be to have threads.
  server: { headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' } },
  // Where the seeds of random cases come from.
  define: {
    'process.env': {
      CI: process.env['CI'],
      HANDGRAD_SEED: process.env['HANDGRAD_SEED'],
      HANDGRAD_PARITY: process.env['HANDGRAD_PARITY'],
    },
  },
  // Bundled before the tests begin: a package that is found while they run would load the page anew.
  optimizeDeps: { noDiscovery: true, include: ['gpu.js', 'fast-check', 'fastest-levenshtein'] },
  test: {
    // WebGL 2 in software compiles some hundred programs for the largest plans, which takes its time on a busy machine.
    testTimeout: 120_000,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: await chromiumLaunchOptions() }),
      instances: [{ browser: 'chromium' }],
    },
  },
});

export default mergeConfig(shared, { test: { projects: [inNode, inChromium] } });
