// One contender in a process of its own: its compiled code, its garbage and its memory are nobody else's. It stays
// alive and runs only when it is told to, so that contenders take turns without waiting for each other's start.
import { contenders } from './contenders/index.mjs';

const { file, options } = contenders[process.argv[2]];
const contender = await (await import(`./contenders/${file}`)).open(options);

const answers = {
  async prepare(task) {
    await contender.prepare(task);
  },
  async run(steps) {
    const start = performance.now();
    const losses = await contender.run(steps);
    return { milliseconds: (performance.now() - start) / steps, losses };
  },
};

process.on('message', async ({ ask, with: argument }) => {
  try {
    process.send({ answer: await answers[ask](argument) });
  } catch (error) {
    process.send({ failed: String(error?.stack ?? error) });
  }
});
// A child never outlives the run that started it.
process.on('disconnect', () => process.exit(0));
process.send({ answer: 'ready' });
