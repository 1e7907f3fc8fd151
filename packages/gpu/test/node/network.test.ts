import { forEachBackend } from '../backends.test-support.js';
import { networkSuite } from '../suites/network.suite.js';

forEachBackend(networkSuite);
