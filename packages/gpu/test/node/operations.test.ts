import { forEachBackend } from '../backends.test-support.js';
import { operationsSuite } from '../suites/operations.suite.js';

forEachBackend(operationsSuite);
