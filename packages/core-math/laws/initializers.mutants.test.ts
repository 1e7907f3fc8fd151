import { testBank } from './bank.test-support.js';
import { lawsOfInitializer } from './initializers.js';
import { initializerMutants } from './initializers.mutants.js';

testBank(
  'wrong initialisers',
  initializerMutants,
  lawsOfInitializer,
  initializerMutants.map(({ wrong }) => wrong),
);
