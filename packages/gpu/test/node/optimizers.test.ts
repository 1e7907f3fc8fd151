import { forEachBackend } from '../backends.test-support.js';
import { optimizersSuite } from '../suites/optimizers.suite.js';

forEachBackend(optimizersSuite);
