import type { MatrixLike } from '../src/arbitraries/matrix.js';
import { parameters } from '../src/arbitraries/parameters.js';
import { laidOutAs, matrixOf, rowsOf, softmax, sum, transposed, uneven, vectorOf } from './arrays.js';
import { gradient, type Subject } from './subject.js';

const some = { min: 1, max: 3 };
const few = { min: 1, max: 2 };

interface Dense {
  readonly inputs: MatrixLike;
  readonly weights: MatrixLike;
  readonly bias: Float64Array;
}

const denseLayers = parameters(
  { inputs: ['samples', 'features'], weights: ['features', 'units'], bias: 'units' },
  { sizes: { samples: some, features: few, units: few } },
);

function times(a: MatrixLike, b: MatrixLike): MatrixLike {
  return matrixOf({ rows: a.rows, columns: b.columns }, (i, j) =>
    sum(a.columns, (k) => a.data[i * a.columns + k]! * b.data[k * b.columns + j]!),
  );
}

function elementwise(m: MatrixLike, of: (x: number, i: number, j: number) => number): MatrixLike {
  return matrixOf(m, (i, j) => of(m.data[i * m.columns + j]!, i, j));
}

function total(m: MatrixLike): number {
  return m.data.reduce((a, b) => a + b, 0);
}

/** The loss is the sum of uneven tanh(inputs weights + bias). */
function preactivation({ inputs, weights, bias }: Dense): MatrixLike {
  return elementwise(times(inputs, weights), (x, _, j) => x + bias[j]!);
}

function denseLoss(layer: Dense): number {
  return total(elementwise(preactivation(layer), (z, i, j) => uneven(i, j) * Math.tanh(z)));
}

function delta(layer: Dense): MatrixLike {
  return elementwise(preactivation(layer), (z, i, j) => uneven(i, j) * (1 - Math.tanh(z) ** 2));
}

function columnSums(m: MatrixLike): Float64Array {
  return vectorOf(m.columns, (j) => sum(m.rows, (i) => m.data[i * m.columns + j]!));
}

/** Backward from delta, with any part replaced. */
function denseGradient(
  change: (layer: Dense, delta: MatrixLike) => Partial<Dense> = () => ({}),
  deltaOf: (layer: Dense) => MatrixLike = delta,
): (layer: Dense) => Dense {
  return (layer) => {
    const d = deltaOf(layer);
    return {
      inputs: times(d, transposed(layer.weights)),
      weights: times(transposed(layer.inputs), d),
      bias: columnSums(d),
      ...change(layer, d),
    };
  };
}

const smallestDense = 'inputs 1 x 1, weights 1 x 1, bias 1';
const twoSamples = 'inputs 2 x 1, weights 1 x 1, bias 1';

interface Convolution {
  readonly signal: Float64Array;
  readonly kernel: Float64Array;
}

const convolutions = parameters(
  { signal: 'length', kernel: 'width' },
  { sizes: { length: { min: 3, max: 6 }, width: some } },
);

function outputsOf({ signal, kernel }: Convolution): number {
  return signal.length - kernel.length + 1;
}

function convolved({ signal, kernel }: Convolution, i: number): number {
  return sum(kernel.length, (j) => signal[i + j]! * kernel[j]!);
}

function convolutionLoss(one: Convolution): number {
  return sum(outputsOf(one), (i) => uneven(i) * Math.tanh(convolved(one, i)));
}

/** The slope of the loss in output i; 0 outside. */
function upstream(one: Convolution, i: number): number {
  return i < 0 || i >= outputsOf(one) ? 0 : uneven(i) * (1 - Math.tanh(convolved(one, i)) ** 2);
}

function convolutionGradient(
  change: (one: Convolution) => Partial<Convolution> = () => ({}),
): (one: Convolution) => Convolution {
  return (one) => ({
    signal: one.signal.map((_, k) => sum(one.kernel.length, (j) => upstream(one, k - j) * one.kernel[j]!)),
    kernel: one.kernel.map((_, j) => sum(outputsOf(one), (i) => upstream(one, i) * one.signal[i + j]!)),
    ...change(one),
  });
}

interface Attention {
  readonly queries: MatrixLike;
  readonly keys: MatrixLike;
  readonly values: MatrixLike;
}

const attentions = parameters(
  { queries: ['tokens', 'width'], keys: ['tokens', 'width'], values: ['tokens', 'width'] },
  { sizes: { tokens: few, width: few } },
);

function weightsOf({ queries, keys }: Attention): MatrixLike {
  const scores = elementwise(times(queries, transposed(keys)), (x) => x / Math.sqrt(queries.columns));
  const rows = rowsOf(scores).map(softmax);
  return matrixOf(scores, (i, j) => rows[i]![j]!);
}

function attentionLoss(one: Attention): number {
  return total(elementwise(times(weightsOf(one), one.values), (x, i, j) => uneven(i, j) * x));
}

function softmaxBackward(weights: MatrixLike, slopes: MatrixLike): MatrixLike {
  const [w, s] = [rowsOf(weights), rowsOf(slopes)];
  return matrixOf(weights, (i, j) => w[i]![j]! * (s[i]![j]! - sum(weights.columns, (k) => w[i]![k]! * s[i]![k]!)));
}

function attentionGradient(
  change: (gradient: Attention, one: Attention) => Partial<Attention> = () => ({}),
  backward: (weights: MatrixLike, slopes: MatrixLike) => MatrixLike = softmaxBackward,
): (one: Attention) => Attention {
  return (one) => {
    const weights = weightsOf(one);
    const readout = elementwise(one.values, (_, i, j) => uneven(i, j));
    const scale = 1 / Math.sqrt(one.queries.columns);
    const scores = elementwise(backward(weights, times(readout, transposed(one.values))), (x) => x * scale);
    const gradient = {
      queries: times(scores, one.keys),
      keys: times(transposed(scores), one.queries),
      values: times(transposed(weights), readout),
    };
    return { ...gradient, ...change(gradient, one) };
  };
}

const square = (tokens: number, width: number): string =>
  ['queries', 'keys', 'values'].map((name) => `${name} ${tokens} x ${width}`).join(', ');

const words = [0, 1, 0, 2];
const embeddings = parameters(['words', 'width'], { sizes: { words: { min: 3, max: 4 }, width: few } });

function embeddingLoss(table: MatrixLike): number {
  return sum(words.length, (t) =>
    sum(table.columns, (j) => uneven(t, j) * Math.sin(table.data[words[t]! * table.columns + j]!)),
  );
}

/** `joined` puts what a word gives to what its earlier uses gave. */
function embeddingGradient(joined: (soFar: number, own: number) => number): (table: MatrixLike) => MatrixLike {
  return (table) => {
    const rows = rowsOf(table);
    return elementwise(table, (_, i, j) =>
      words.reduce((soFar, word, t) => (word === i ? joined(soFar, uneven(t, j) * Math.cos(rows[i]![j]!)) : soFar), 0),
    );
  };
}

const activations = parameters(['samples', 'units'], { sizes: { samples: some, units: some } });

function weighted(slope: (x: number) => number): (m: MatrixLike) => MatrixLike {
  return (m) => elementwise(m, (x, i, j) => uneven(i, j) * slope(x));
}

export const layers: readonly Subject[] = [
  gradient('layer', 'dense layer', denseLayers, denseLoss, denseGradient(), [
    [
      'weights transposed',
      denseGradient(({ weights, inputs }, d) => ({ weights: laidOutAs(weights, times(transposed(d), inputs)) })),
      { kind: 'transposed', smallest: 'inputs 1 x 2, weights 2 x 2, bias 2' },
    ],
    [
      'weights not transposed on the way back',
      denseGradient(({ weights, inputs }, d) => ({
        inputs: laidOutAs(inputs, times(d, laidOutAs({ rows: weights.columns, columns: weights.rows }, weights))),
      })),
      { smallest: 'inputs 1 x 2, weights 2 x 2, bias 2' },
    ],
    [
      'the bias a mean over samples',
      denseGradient((_, d) => ({ bias: columnSums(d).map((x) => x / d.rows) })),
      { kind: 'size', smallest: twoSamples },
    ],
    [
      'the weights a mean over samples',
      denseGradient(({ inputs }, d) => ({
        weights: elementwise(times(transposed(inputs), d), (x) => x / inputs.rows),
      })),
      { kind: 'size', smallest: twoSamples },
    ],
    [
      'the bias of the first sample only',
      denseGradient((_, d) => ({ bias: d.data.slice(0, d.columns) })),
      { smallest: twoSamples },
    ],
    [
      'the slope of the activation forgotten',
      denseGradient(undefined, (layer) => elementwise(preactivation(layer), (_, i, j) => uneven(i, j))),
      { smallest: smallestDense },
    ],
    [
      'the slope of the activation of its output',
      denseGradient(undefined, (layer) =>
        elementwise(preactivation(layer), (z, i, j) => uneven(i, j) * (1 - Math.tanh(Math.tanh(z)) ** 2)),
      ),
      { smallest: smallestDense },
    ],
    [
      'the sign of the bias slipped',
      denseGradient((_, d) => ({ bias: columnSums(d).map((x) => -x) })),
      { kind: 'sign', smallest: smallestDense },
    ],
    [
      'the bias not learned',
      denseGradient(({ bias }) => ({ bias: bias.map(() => 0) })),
      { kind: 'zero', smallest: smallestDense },
    ],
    [
      'the weights given a decay',
      denseGradient(({ inputs, weights }, d) => ({
        weights: elementwise(
          times(transposed(inputs), d),
          (x, i, j) => x + 0.01 * weights.data[i * weights.columns + j]!,
        ),
      })),
      { kind: 'regularizer', smallest: smallestDense },
    ],
    [
      'the last unit left out',
      denseGradient((_, d) => ({ bias: columnSums(d).map((x, j) => (j === d.columns - 1 ? 0 : x)) })),
      { smallest: smallestDense },
    ],
    [
      'the inputs twice',
      denseGradient(({ weights }, d) => ({ inputs: elementwise(times(d, transposed(weights)), (x) => 2 * x) })),
      { kind: 'factor', smallest: smallestDense },
    ],
  ]),
  gradient(
    'layer',
    'ReLU layer',
    activations,
    (m) => total(weightedValues(m, (x) => Math.max(x, 0))),
    weighted((x) => (x > 0 ? 1 : 0)),
    [
      ['the mask turned round', weighted((x) => (x > 0 ? 0 : 1)), { smallest: '1 x 1' }],
      ['passed through', weighted(() => 1), { smallest: '1 x 1' }],
      ['the input for the mask', weighted((x) => Math.max(x, 0)), { kind: 'chain factor', smallest: '1 x 1' }],
    ],
  ),
  gradient('layer', 'sine layer', activations, (m) => total(weightedValues(m, Math.sin)), weighted(Math.cos), [
    [
      'divided by the samples',
      (m) => elementwise(weighted(Math.cos)(m), (x) => x / m.rows),
      { kind: 'size', smallest: '2 x 1' },
    ],
    ['transposed', (m) => laidOutAs(m, transposed(weighted(Math.cos)(m))), { kind: 'transposed', smallest: '2 x 2' }],
    [
      'rows one place too late',
      (m) => elementwise(m, (_, i, j) => weighted(Math.cos)(m).data[((i + m.rows - 1) % m.rows) * m.columns + j]!),
      { kind: 'shifted', smallest: '2 x 1' },
    ],
  ]),
  gradient('layer', 'convolution', convolutions, convolutionLoss, convolutionGradient(), [
    [
      'the kernel not turned round',
      convolutionGradient((one) => ({
        signal: one.signal.map((_, k) =>
          sum(one.kernel.length, (j) => upstream(one, k - j) * one.kernel[one.kernel.length - 1 - j]!),
        ),
      })),
      { smallest: 'signal 3, kernel 2' },
    ],
    [
      'the kernel off by one',
      convolutionGradient((one) => ({
        kernel: one.kernel.map((_, j) => sum(outputsOf(one), (i) => upstream(one, i) * (one.signal[i + j + 1] ?? 0))),
      })),
      { smallest: 'signal 3, kernel 1' },
    ],
    [
      'the borders of the signal left out',
      convolutionGradient((one) => ({
        signal: one.signal.map((_, k) =>
          k < one.kernel.length - 1 ? 0 : sum(one.kernel.length, (j) => upstream(one, k - j) * one.kernel[j]!),
        ),
      })),
      { smallest: 'signal 3, kernel 2' },
    ],
    [
      'a mean over the positions',
      convolutionGradient((one) => ({
        kernel: one.kernel.map(
          (_, j) => sum(outputsOf(one), (i) => upstream(one, i) * one.signal[i + j]!) / outputsOf(one),
        ),
      })),
      { smallest: 'signal 3, kernel 1' },
    ],
  ]),
  gradient('layer', 'attention', attentions, attentionLoss, attentionGradient(), [
    [
      'the root of the width forgotten',
      attentionGradient(({ queries }, one) => ({
        queries: elementwise(queries, (x) => x * Math.sqrt(one.queries.columns)),
      })),
      { kind: 'size', smallest: square(2, 2) },
    ],
    [
      'queries and keys exchanged',
      attentionGradient(({ queries, keys }) => ({ queries: keys, keys: queries })),
      { kind: 'other parameter', smallest: square(2, 1) },
    ],
    [
      'the diagonal of the softmax alone',
      attentionGradient(undefined, (w, s) =>
        elementwise(s, (x, i, j) => {
          const p = w.data[i * w.columns + j]!;
          return p * (1 - p) * x;
        }),
      ),
      { smallest: square(2, 1) },
    ],
    [
      'the sum over the row forgotten',
      attentionGradient(undefined, (w, s) => elementwise(s, (x, i, j) => w.data[i * w.columns + j]! * x)),
      { smallest: square(1, 1) },
    ],
    [
      'the weights not transposed',
      attentionGradient((_, one) => ({
        values: times(
          weightsOf(one),
          elementwise(one.values, (__, i, j) => uneven(i, j)),
        ),
      })),
      { smallest: square(2, 1) },
    ],
  ]),
  gradient(
    'layer',
    'embedding',
    embeddings,
    embeddingLoss,
    embeddingGradient((soFar, own) => soFar + own),
    [
      ['a word used twice counted once', embeddingGradient((_, own) => own), { smallest: '3 x 1' }],
      [
        'a word used twice averaged',
        embeddingGradient((soFar, own) => (soFar === 0 ? own : (soFar + own) / 2)),
        { smallest: '3 x 1' },
      ],
    ],
  ),
  gradient(
    'layer',
    'mean pooling',
    activations,
    (m) => sum(m.rows, (i) => uneven(i) * Math.sin(sum(m.columns, (j) => m.data[i * m.columns + j]!) / m.columns)),
    poolingGradient((width) => 1 / width),
    [
      ['the mean forgotten', poolingGradient(() => 1), { kind: 'size', smallest: '1 x 2' }],
      ['the mean taken twice', poolingGradient((width) => 1 / width ** 2), { kind: 'size', smallest: '1 x 2' }],
    ],
  ),
];

function weightedValues(m: MatrixLike, value: (x: number) => number): MatrixLike {
  return elementwise(m, (x, i, j) => uneven(i, j) * value(x));
}

function poolingGradient(share: (width: number) => number): (m: MatrixLike) => MatrixLike {
  return (m) => {
    const rows = rowsOf(m);
    return elementwise(
      m,
      (_, i) => uneven(i) * Math.cos(sum(m.columns, (j) => rows[i]![j]!) / m.columns) * share(m.columns),
    );
  };
}
