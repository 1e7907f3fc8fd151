import type { Clipping, Optimizer } from '../../contracts.js';
import { weightedLoss } from './classWeights.js';
import { clippingLines } from './clipping.js';
import { isClassIndex, rightExpression, targetsInWords } from './losses.js';
import { optimizerBody } from './optimizers.js';
import type { TorchPlan } from './plan.js';
import { functionSource, joined, pythonFloat } from './python.js';
import { scheduleBody } from './schedules.js';
import { joining, writing } from './trainParts.js';

/** What `train.py` does unless told otherwise on its command line. */
export interface TrainDefaults {
  readonly optimizer: Optimizer;
  readonly clipping?: Clipping;
  readonly classWeights?: readonly number[];
  readonly epochs: number;
  readonly batchSize: number;
  readonly seed: number;
  /** Which data were exported with the model. */
  readonly hasData: boolean;
  readonly hasValidation: boolean;
}

/** The text of `train.py`: goes on training, in one process or in several under torchrun. */
export function trainSource(plan: TorchPlan, defaults: TrainDefaults): string {
  const { optimizer, classWeights } = defaults;
  return joined([
    opening(plan, optimizer),
    parseOptions(plan, defaults),
    joining,
    optimizer.schedule &&
      functionSource(
        'learning_rate(step)',
        `${optimizer.schedule.name}: the rate of the update that comes after so many others.`,
        scheduleBody(optimizer.schedule),
      ),
    functionSource(
      'make_optimizer(parameters, rate)',
      `${optimizer.name}, as in Handgrad. Its memory starts empty.`,
      optimizerBody(optimizer),
    ),
    classWeights && weightedLoss(plan, classWeights),
    trainEpoch(plan, defaults),
    evaluate(plan),
    writing,
    main(plan, optimizer),
    `\
if __name__ == "__main__":
    main()`,
  ]);
}

function opening(plan: TorchPlan, { schedule }: Optimizer): string {
  const names = ['WEIGHTS', 'build_model', 'load_array', 'load_weights', 'loss_function'];
  if (plan.penalty) names.push('penalty');
  if (rightExpression(plan.loss)) names.push('accuracy');
  return `\
"""Trains the network of model.py on.

    python train.py                             in one process
    torchrun --nproc_per_node 2 train.py        in two on this machine; README.md: on several machines

The samples of each batch are shared out among the processes, so that any number of them makes the same updates.
"""

import argparse
import json
${schedule && scheduleBody(schedule).includes('math.') ? 'import math\n' : ''}import os
from pathlib import Path

import torch
from torch import distributed
from torch.nn.parallel import DistributedDataParallel
from torch.utils.data import DataLoader, DistributedSampler, TensorDataset

from model import ${names.sort().join(', ')}

HERE = Path(__file__).resolve().parent

# torchrun tells each process its number in the environment; without it there is one process.
RANK = int(os.environ.get("RANK", 0))
LOCAL_RANK = int(os.environ.get("LOCAL_RANK", 0))
WORLD_SIZE = int(os.environ.get("WORLD_SIZE", 1))`;
}

function parseOptions({ model, loss }: TorchPlan, defaults: TrainDefaults): string {
  const { optimizer, epochs, batchSize, seed, hasData, hasValidation } = defaults;
  const inputs = `[n, ${model.inputs}] numbers, written by numpy.save`;
  const targets = targetsInWords(loss, model.outputs);
  const found = (isThere: boolean, file: string, otherwise: string): string =>
    isThere ? `default=HERE / "data/${file}.npy"` : otherwise;
  const lines = [
    ['--inputs', found(hasData, 'inputs', 'required=True'), inputs],
    ['--targets', found(hasData, 'targets', 'required=True'), targets],
    ['--validation-inputs', found(hasValidation, 'validation_inputs', ''), 'rows to look at after each epoch'],
    ['--validation-targets', found(hasValidation, 'validation_targets', ''), 'their targets'],
    ['--weights', 'default=WEIGHTS', 'the weights to start from'],
    ['--output', 'default=HERE / "trained.safetensors"', 'where the new ones go after each epoch'],
    ['--epochs', `type=int, default=${epochs}`, ''],
    ['--batch-size', `type=int, default=${batchSize}`, 'samples of an update, of all processes together'],
    ...(optimizer.schedule
      ? []
      : [['--learning-rate', `type=float, default=${pythonFloat(optimizer.parameters['learningRate'])}`, '']]),
    ['--seed', `type=int, default=${seed}`, 'of the order of the samples and of dropout'],
  ];
  const calls = lines.map(([name, kind, help]) => {
    const parts = [`"${name}"`, kind, help && `help="${help}"`].filter((part) => part !== '');
    const call = `parser.add_argument(${parts.join(', ')})`;
    return call.length <= 116 ? call : `parser.add_argument(\n        ${parts.join(', ')}\n    )`;
  });
  return `\
def parse_options():
    parser = argparse.ArgumentParser(description="Trains the network of model.py on.")
    ${calls.join('\n    ')}
    options = parser.parse_args()
    if options.batch_size % WORLD_SIZE != 0:
        parser.error(f"expected a batch size that {WORLD_SIZE} processes can share, got {options.batch_size}")
    return options`;
}

function trainEpoch({ penalty, layers }: TorchPlan, { optimizer, clipping, classWeights }: TrainDefaults): string {
  const { schedule } = optimizer;
  const isBatchNormalized = layers.some(({ place }) => place.layer.name === 'batchNormalization');
  const count = classWeights ? 'weight' : 'len(inputs)';
  const lossLines = classWeights
    ? [
        '    loss, weight = weighted_loss(network(inputs), targets)',
        ...(penalty ? ['    loss = loss + penalty(model)'] : []),
      ]
    : [`    loss = loss_function(network(inputs), targets)${penalty ? ' + penalty(model)' : ''}`];
  const body = [
    'network.train()',
    `# The sum of the losses, and of ${classWeights ? 'the weights of' : 'how many'} samples.`,
    'total = torch.zeros(2, dtype=torch.float64, device=device)',
    'for inputs, targets in batches:',
    ...(isBatchNormalized
      ? ['    if len(inputs) == 1:', '        continue  # One sample has no variance to normalise by.']
      : []),
    '    inputs, targets = inputs.to(device), targets.to(device)',
    ...(schedule
      ? ['    for group in optimizer.param_groups:', '        group["lr"] = learning_rate(step)', '    step += 1']
      : []),
    '    optimizer.zero_grad()',
    ...lossLines,
    '    loss.backward()',
    ...clippingLines(clipping).map((line) => `    ${line}`),
    '    optimizer.step()',
    `    total[0] += loss.item() * ${count}`,
    `    total[1] += ${count}`,
    'if WORLD_SIZE > 1:',
    '    distributed.all_reduce(total)',
    `return (total[0] / total[1]).item()${schedule ? ', step' : ''}`,
  ];
  return functionSource(
    `train_epoch(network, ${penalty ? 'model, ' : ''}optimizer, batches, device${schedule ? ', step' : ''})`,
    `Updates the network with every batch; returns the mean loss${schedule ? ' and the updates made so far' : ''}.`,
    body.join('\n'),
  );
}

function evaluate(plan: TorchPlan): string {
  const right = rightExpression(plan.loss);
  return functionSource(
    'evaluate(model, samples, device)',
    `The mean loss${right ? ' and the accuracy' : ''} over all samples, in words.`,
    `\
model.eval()
loss = ${right ? 'right = ' : ''}0.0
with torch.no_grad():
    for inputs, targets in DataLoader(samples, batch_size=1024):
        targets = targets.to(device)
        outputs = model(inputs.to(device))
        loss += loss_function(outputs, targets).item() * len(inputs) / len(samples)
${right ? '        right += accuracy(outputs, targets) * len(inputs) / len(samples)\n' : ''}\
return f"loss {loss:.4f}${right ? ', accuracy {right:.4f}' : ''}"`,
  );
}

function main({ loss, penalty, layers }: TorchPlan, { schedule }: Optimizer): string {
  const isBatchNormalized = layers.some(({ place }) => place.layer.name === 'batchNormalization');
  const dtype = isClassIndex(loss) ? ', torch.int64' : '';
  return `\
def main():
    options = parse_options()
    device = join_processes()
    # Another seed for each process: dropout is to drop different entries in each.
    torch.manual_seed(options.seed + RANK)

    model = load_weights(build_model(), options.weights).to(device)
${
  isBatchNormalized
    ? `    if WORLD_SIZE > 1 and device.type == "cuda":
        # Statistics of the whole batch. Without it, and on CPUs, each process normalises its share by itself.
        model = torch.nn.SyncBatchNorm.convert_sync_batchnorm(model)
`
    : ''
}\
    network = DistributedDataParallel(model) if WORLD_SIZE > 1 else model
    optimizer = make_optimizer(model.parameters(), ${schedule ? 'learning_rate(0)' : 'options.learning_rate'})

    samples = TensorDataset(load_array(options.inputs), load_array(options.targets${dtype}))
    sampler = DistributedSampler(samples, WORLD_SIZE, RANK, seed=options.seed)
    batches = DataLoader(samples, options.batch_size // WORLD_SIZE, sampler=sampler)
    validation = None
    if options.validation_inputs is not None:
        targets = load_array(options.validation_targets${dtype})
        validation = TensorDataset(load_array(options.validation_inputs), targets)

${schedule ? '    step = 0\n' : ''}\
    for epoch in range(options.epochs):
        sampler.set_epoch(epoch)
        ${schedule ? 'loss, step' : 'loss'} = train_epoch(network, ${penalty ? 'model, ' : ''}optimizer, batches, device${schedule ? ', step' : ''})
        # All processes have the same weights: one of them writes, the others go on.
        if RANK == 0:
            line = f"epoch {epoch + 1}: loss {loss:.4f}"
            if validation is not None:
                line += f", validation {evaluate(model, validation, device)}"
            print(line, flush=True)
            write_safetensors(model.state_dict(), options.output)
    if WORLD_SIZE > 1:
        # Whoever lets go of the group last waits for its threads. DistributedDataParallel would do so with the lock of the
        # interpreter, which these may need to end: it goes first.
        del network
        distributed.destroy_process_group()`;
}
