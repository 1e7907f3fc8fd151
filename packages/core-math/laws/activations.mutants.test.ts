import { activations } from '../src/index.js';
import { lawsOfActivation } from './activations.js';
import { activationMutants } from './activations.mutants.js';
import { testBank } from './bank.test-support.js';

testBank('wrong activations', activationMutants, lawsOfActivation, Object.values(activations));
