import { vectorFunctions } from '../src/index.js';
import { testBank } from './bank.test-support.js';
import { lawsOfVectorFunction } from './vectors.js';
import { vectorFunctionMutants } from './vectors.mutants.js';

testBank('wrong vector functions', vectorFunctionMutants, lawsOfVectorFunction, Object.values(vectorFunctions));
