import { forEachBackend } from '../backends.test-support.js';
import { trainingSuite } from '../suites/training.suite.js';

forEachBackend(trainingSuite);
