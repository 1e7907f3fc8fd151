import * as coreMath from '@handgrad/core-math';
import * as mlp from '@handgrad/mlp';
import { testDocExamples } from '../../../tools/docExamples.js';
import * as gelu from './activations/gelu.js';
import * as geluTanh from './activations/geluTanh.js';
import * as activations from './activations/index.js';
import * as gpu from './index.js';
import * as losses from './losses/index.js';
import * as mathFunctions from './portable/mathFunctions.js';
import * as regularizers from './regularizers/index.js';

// Kernels are no part of what the package exports: their examples speak to those who read the source.
const kernels = { ...gelu, ...geluTanh, ...activations, ...losses, ...regularizers, ...mathFunctions };

testDocExamples(new URL('.', import.meta.url), { ...coreMath, ...mlp, ...kernels, ...gpu });
