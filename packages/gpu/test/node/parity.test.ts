import { forEachBackend } from '../backends.test-support.js';
import { paritySuite } from '../suites/parity.suite.js';

forEachBackend(paritySuite);
