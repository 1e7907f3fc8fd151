import { testBank } from './bank.test-support.js';
import { lawsOfRule } from './calculus.js';
import { ruleMutants } from './calculus.mutants.js';

testBank(
  'wrong rules',
  ruleMutants,
  lawsOfRule,
  ruleMutants.map(({ wrong }) => wrong),
);
