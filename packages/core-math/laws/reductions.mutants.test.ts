import { reductions } from '../src/losses/index.js';
import { testBank } from './bank.test-support.js';
import { lawsOfReduction } from './reductions.js';
import { reductionMutants } from './reductions.mutants.js';

testBank('wrong means and sums', reductionMutants, lawsOfReduction, [
  ...Object.values(reductions),
  ...reductionMutants.map(({ wrong }) => wrong),
]);
