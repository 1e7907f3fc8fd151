import * as coreMath from '@handgrad/core-math';
import { testDocExamples } from '../../../tools/docExamples.js';
import * as datasets from '../src/node.js';

testDocExamples(new URL('../src/', import.meta.url), { ...coreMath, ...datasets });
