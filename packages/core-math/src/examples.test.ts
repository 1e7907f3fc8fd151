import { testDocExamples } from '../../../tools/docExamples.js';
import * as coreMath from './index.js';

testDocExamples(new URL('.', import.meta.url), coreMath);
