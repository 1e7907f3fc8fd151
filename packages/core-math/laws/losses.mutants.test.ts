import { losses } from '../src/index.js';
import { testBank } from './bank.test-support.js';
import { lawsOfLoss } from './losses.js';
import { lossMutants } from './losses.mutants.js';

testBank('wrong losses', lossMutants, lawsOfLoss, [...Object.values(losses), ...lossMutants.map(({ wrong }) => wrong)]);
