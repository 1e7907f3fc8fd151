/// <reference types="vite/client" />
import { describe } from 'vitest';
import { browserBackends, forEachBackend, type Suite } from '../backends.test-support.js';

const files = import.meta.glob<Record<string, unknown>>('../suites/*.suite.ts', { eager: true });
const suites = Object.values(files)
  .flatMap((exported) => Object.entries(exported))
  .filter(([name]) => name.endsWith('Suite'));

// All suites on one device of each backend: a page has only sixteen contexts of WebGL.
forEachBackend((device) => {
  for (const [name, suite] of suites) describe(name, () => (suite as Suite)(device));
}, browserBackends);
