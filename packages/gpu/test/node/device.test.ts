import { forEachBackend } from '../backends.test-support.js';
import { deviceSuite } from '../suites/device.suite.js';

forEachBackend(deviceSuite);
