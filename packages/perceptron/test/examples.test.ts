import * as coreMath from '@handgrad/core-math';
import { testDocExamples } from '../../../tools/docExamples.js';
import * as perceptron from '../src/index.js';

testDocExamples(new URL('../src/', import.meta.url), { ...coreMath, ...perceptron });
