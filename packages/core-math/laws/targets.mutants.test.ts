import { targetFormulas } from '../src/losses/index.js';
import { testBank } from './bank.test-support.js';
import { lawsOfTarget } from './targets.js';
import { targetMutants } from './targets.mutants.js';

testBank('wrong treatments of targets', targetMutants, lawsOfTarget, Object.values(targetFormulas));
