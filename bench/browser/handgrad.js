// Handgrad on a device: the compiled updates that `fit(model, data, { device })` makes, as many a plan as are asked for.
import { openDevice } from '@handgrad/gpu';
import { batchesOf, modelOf, optimizerOf } from '../contenders/handgrad.mjs';

export async function open({ backend }) {
  const device = await openDevice({ backend });
  let training;
  return {
    adapter: `${device.adapter}${device.software ? ', software' : ''}`,
    prepare(task) {
      training?.close();
      training = trainingOf(device, task);
    },
    run: (steps) => training.run(steps),
  };
}

function trainingOf(device, task) {
  const model = modelOf(task);
  const optimizer = optimizerOf(task);
  const batches = batchesOf(task);
  const compiled = device.compileTraining(model, { optimizer, batchSize: task.batchSize });
  let moment = {
    parameters: model.parameters,
    statistics: model.statistics,
    optimizerState: optimizer.initialize(model.parameters),
  };
  let next = 0;
  const noise = [];
  return {
    async run(steps) {
      const losses = [];
      while (losses.length < steps) {
        const now = Array.from({ length: Math.min(steps - losses.length, compiled.updatesAtOnce) }, () => {
          const { inputs, targets } = batches[next++ % batches.length];
          return { indices: new Uint32Array(task.batchSize), inputs, targets, noise };
        });
        const done = await compiled.update(moment, now);
        moment = done;
        losses.push(...done.outputs.map((outputs, i) => model.head.value(outputs, now[i].targets)));
      }
      return losses;
    },
    close: () => compiled.close(),
  };
}
