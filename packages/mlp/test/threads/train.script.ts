/** Run by threads.slow.test.ts in a process of its own: node script.mjs FILE. Trains with threads and ends without closing them. */
import { openThreads } from '@handgrad/core-math';
import { adam, saveModel } from '../../src/node.js';
import { trained } from './training.test-support.js';

const [file = ''] = process.argv.slice(2);
await openThreads({ threads: 3, smallest: 0 });
const { model, training } = await trained(adam());
saveModel(file, model, { optimizer: adam(), training });
