/** Random networks and batches, of numbers that float32 holds: float64 and float32 then start from the same ones. */
import {
  activations,
  Matrix,
  randomGenerator,
  softmax,
  vectorFunctions,
  type Batch,
  type Loss,
  type Random,
  type RowLoss,
} from '@handgrad/core-math';
import {
  batchNormalization,
  dense,
  dropout,
  head,
  heads,
  layerFactories,
  layerNormalization,
  normalization,
  outputLayerOf,
  sequential,
  type HeadName,
  type Layer,
  type LayerName,
  type Model,
  type Parameters,
} from '@handgrad/mlp';
import { rowScales } from '../src/training/rowScales.js';

export interface NetworkCase {
  readonly model: Model;
  readonly batch: Batch;
  /** The factor of each row in the mean loss. */
  readonly scales: Float32Array;
}

const inputColumns = 4;

/** Every formula is a layer by itself. */
export const formulaLayerNames = [...Object.keys(activations), ...Object.keys(vectorFunctions)] as LayerName[];

const others: readonly (() => Layer)[] = [
  () => batchNormalization({ momentum: 0.9 }),
  () => layerNormalization(),
  () => dropout({ rate: 0.25 }),
  () => normalization(),
];

/** A network for each head; together they have every layer there is. Of one shape, for each makes kernels of its own. */
export function networksOfAllHeads(): NetworkCase[] {
  const names = Object.keys(heads) as HeadName[];
  return names.map((name, i) => {
    const formulas = formulaLayerNames.filter((_, k) => k % names.length === i).map((layer) => layerFactories[layer]());
    const layers = formulas.flatMap((layer, k) => [
      dense({ units: inputColumns }),
      others[(i + k) % others.length](),
      layer,
      dense({ units: inputColumns }),
    ]);
    return networkCase([...(i % 2 === 0 ? [] : [others[(i + 1) % others.length]()]), ...layers], name, i);
  });
}

/** Random layers in a random order. */
export function randomNetwork(seed: number): NetworkCase {
  const random = randomGenerator(seed);
  const names = Object.keys(heads) as HeadName[];
  const blocks = Array.from({ length: 1 + random.integer(3) }, () => {
    const formula = layerFactories[formulaLayerNames[random.integer(formulaLayerNames.length)]]();
    return [dense({ units: 1 + random.integer(4) }), others[random.integer(others.length)](), formula];
  });
  const layers = [...blocks.flat(), dense({ units: 2 + random.integer(3) })];
  return networkCase(layers, names[random.integer(names.length)], seed, 1 + random.integer(5));
}

/** A network of these layers, and the one that leads to where the loss is defined, with a batch; every other one is weighted. */
export function networkCase(layers: readonly Layer[], loss: HeadName, seed: number, rows = 5): NetworkCase {
  const random = randomGenerator(seed + 1);
  const closing = outputLayerOf(heads[loss].loss);
  const first = sequential([...layers, ...(closing ? [closing] : [])], {
    inputs: inputColumns,
    loss: head(heads[loss].loss),
    seed,
  });
  const model = { ...first, ...randomNumbers(first, random) };
  const inputs = Matrix.generate(rows, inputColumns, () => Math.fround(random.normal()));
  const targets = targetsOf(model.head.loss, rows, model.outputs, random);
  const weights = Float64Array.from({ length: rows }, () => Math.fround(0.25 + random.uniform()));
  return {
    model,
    batch: { inputs, targets, ...(seed % 2 === 1 && { weights }) },
    scales: rowScales(model.head, { rows, columns: model.outputs }, seed % 2 === 1 ? weights : undefined),
  };
}

/** Numbers as they might be after some training: those that must be positive are. */
function randomNumbers({ parameters, statistics }: Model, random: Random): Pick<Model, 'parameters' | 'statistics'> {
  const drawn = (all: Parameters): Parameters =>
    Object.fromEntries(
      Object.entries(all).map(([path, { rows, columns }]) => {
        const isPositive = /gamma|variance|standardDeviation/.test(path);
        const entry = (): number =>
          isPositive ? 0.5 + random.uniform() : (1.5 * random.normal()) / Math.sqrt(rows === 1 ? 9 : rows);
        return [path, Matrix.generate(rows, columns, () => Math.fround(entry()))];
      }),
    );
  return { parameters: drawn(parameters), statistics: drawn(statistics) };
}

export function targetsOf(loss: Loss | RowLoss, rows: number, columns: number, random: Random): Matrix {
  if (loss.kind === 'loss') {
    const { targets } = loss;
    if (!('low' in targets)) return Matrix.generate(rows, columns, () => targets[random.integer(targets.length)]);
    const [low, high] = [Math.max(targets.low, -2), Math.min(targets.high, 2)];
    return Matrix.generate(rows, columns, () => Math.fround(low + (high - low) * random.uniform()));
  }
  const labels = Array.from({ length: rows }, () => random.integer(columns));
  if (loss.targets === 'classIndex') return Matrix.column(labels);
  if (loss.targets === 'oneHot') return Matrix.generate(rows, columns, (i, j) => (labels[i] === j ? 1 : 0));
  const entries = Matrix.generate(rows, columns, () => random.normal());
  if (loss.targets === 'vector') return inSingle(entries);
  return inSingle(Matrix.fromRows(entries.toRows().map((row) => [...softmax(Float64Array.from(row))])));
}

function inSingle(matrix: Matrix): Matrix {
  return new Matrix(matrix.rows, matrix.columns, Float64Array.from(matrix.data, Math.fround));
}
