import { forEachBackend } from '../backends.test-support.js';
import { predictionsSuite } from '../suites/predictions.suite.js';

forEachBackend(predictionsSuite);
