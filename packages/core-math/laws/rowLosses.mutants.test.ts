import { rowLosses } from '../src/losses/index.js';
import { testBank } from './bank.test-support.js';
import { lawsOfRowLoss } from './rowLosses.js';
import { rowLossMutants } from './rowLosses.mutants.js';

testBank('wrong losses over rows', rowLossMutants, lawsOfRowLoss, [
  ...Object.values(rowLosses),
  ...rowLossMutants.map(({ wrong }) => wrong),
]);
