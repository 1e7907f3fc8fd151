import { testDocExamples } from '../../../tools/docExamples.js';
import * as coreMath from './index.js';

// The rules of differentiation have short names of their own: their examples speak of them directly.
testDocExamples(new URL('.', import.meta.url), { ...coreMath, ...coreMath.calculus });
