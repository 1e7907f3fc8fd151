import * as coreMath from '@handgrad/core-math';
import { testDocExamples } from '../../../tools/docExamples.js';
import * as mlp from './index.js';

testDocExamples(new URL('.', import.meta.url), { ...coreMath, ...mlp });
