import { forEachBackend } from '../backends.test-support.js';
import { rowFormulasSuite } from '../suites/rowFormulas.suite.js';

forEachBackend(rowFormulasSuite);
