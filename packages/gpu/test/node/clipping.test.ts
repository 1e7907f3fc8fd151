import { forEachBackend } from '../backends.test-support.js';
import { clippingSuite } from '../suites/clipping.suite.js';

forEachBackend(clippingSuite);
