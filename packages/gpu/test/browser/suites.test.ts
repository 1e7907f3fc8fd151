/// <reference types="vite/client" />
import { describe } from 'vitest';
import { browserBackends, forEachBackend, type Suite } from '../backends.test-support.js';

const files = import.meta.glob<Record<string, Suite>>('../suites/*.suite.ts', { eager: true });

// All suites on one device of each backend: a page has only sixteen contexts of WebGL.
forEachBackend((device) => {
  for (const suites of Object.values(files)) {
    for (const [name, suite] of Object.entries(suites)) describe(name, () => suite(device));
  }
}, browserBackends);
