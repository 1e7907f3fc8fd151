import { testDocExamples } from '../../../tools/docExamples.js';
import * as gradcheck from './index.js';

testDocExamples(new URL('.', import.meta.url), gradcheck);
