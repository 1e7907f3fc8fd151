/** Run by kill.slow.test.ts, which kills it: node script.mjs PATH. Tells what it has done line by line. */
import { checkpoint, fit, resumeFrom } from '../../src/node.js';
import { killedOptions, restlessData, restlessModel } from './training.test-support.js';

const [path = ''] = process.argv.slice(2);
const tell = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const { model, ...start } = resumeFrom(path, restlessModel());
const options = killedOptions();
tell('begun 0');
await fit(model, restlessData(), {
  ...options,
  ...start,
  callbacks: [
    ...options.callbacks!,
    checkpoint({ path, every: 1 }),
    { last: true, onBatchEnd: (_record, { state }) => tell(`saved ${state({ view: true }).steps}`) },
  ],
});
