import type { RowLoss } from '../src/formula.js';
import { rowLosses } from '../src/losses/index.js';

/** A loss over rows with one mistake that people really make. */
export interface RowLossMutant {
  readonly name: string;
  readonly wrong: RowLoss;
}

type Row = Float64Array;
const { softmaxCrossEntropy, sparseSoftmaxCrossEntropy, categoricalCrossEntropy } = rowLosses;
const { sparseCategoricalCrossEntropy, categoricalHinge, kullbackLeibler, cosineSimilarity } = rowLosses;

/** Wrong losses over rows, each of which the laws must catch. */
export const rowLossMutants: readonly RowLossMutant[] = [
  mutant('softmax cross-entropy with the gradient z - y', softmaxCrossEntropy, {
    gradient: (z, y, into = z.slice()) => write(into, (j) => z[j]! - y[j]!),
  }),
  mutant('softmax cross-entropy with the sign of its gradient slipped', softmaxCrossEntropy, {
    gradient: (z, y, into = z.slice()) => negate(softmaxCrossEntropy.gradient(z, y, into)),
  }),
  mutant('softmax cross-entropy with the gradient of the row before the softmax, -y / p', softmaxCrossEntropy, {
    gradient: (z, y, into = z.slice()) => write(into, categoricalCrossEntropy.gradient(softmax(z), y)),
  }),
  mutant('softmax cross-entropy with exp(z) that overflows', softmaxCrossEntropy, {
    value: (z, y) =>
      dot(y, (j) => Math.log(z.reduce((sum, x) => sum + Math.exp(x), 0)) - z[j]!, z, softmaxCrossEntropy),
  }),
  mutant('softmax cross-entropy whose gradient p - y cancels', softmaxCrossEntropy, {
    gradient: (z, y, into = z.slice()) => write(softmaxCrossEntropy.gradient(z, y, into), subtracted(softmax(z), y)),
  }),
  mutant('softmax cross-entropy clipped at 1e-15', softmaxCrossEntropy, {
    value: (z, y) => dot(y, (j) => -Math.log(Math.max(1e-15, softmax(z)[j]!)), z, softmaxCrossEntropy),
  }),
  mutant('softmax cross-entropy that forgets one class in its sum', softmaxCrossEntropy, {
    value: (z, y) => softmaxCrossEntropy.value(z, y) + Math.log1p(-softmax(z)[0]! / 2),
    gradient: softmaxCrossEntropy.gradient,
  }),
  mutant('softmax cross-entropy that overwrites the logits', softmaxCrossEntropy, {
    gradient: (z, y, into) => {
      const gradient = softmaxCrossEntropy.gradient(z, y, z);
      return into ? write(into, gradient) : gradient.slice();
    },
  }),
  mutant('softmax cross-entropy that writes before it has read', softmaxCrossEntropy, {
    gradient: (z, y, into = z.slice()) => {
      into[0] = 0;
      return softmaxCrossEntropy.gradient(z, y, into);
    },
  }),
  mutant('softmax cross-entropy that adds to what the buffer holds', softmaxCrossEntropy, {
    gradient: (z, y, into = new Float64Array(z.length)) =>
      write(
        into,
        softmaxCrossEntropy.gradient(z, y).map((g, j) => g + into[j]!),
      ),
  }),
  mutant('softmax cross-entropy that does not look at lengths', softmaxCrossEntropy, {
    value: (z, y) => (z.length === y.length ? softmaxCrossEntropy.value(z, y) : NaN),
  }),
  mutant('softmax cross-entropy with a temperature of 2', softmaxCrossEntropy, {
    value: (z, y) =>
      softmaxCrossEntropy.value(
        z.map((x) => x / 2),
        y,
      ),
    gradient: (z, y, into = z.slice()) => {
      const gradient = softmaxCrossEntropy.gradient(
        z.map((x) => x / 2),
        y,
      );
      return write(softmaxCrossEntropy.gradient(z, y, into), (j) => gradient[j]! / 2);
    },
  }),
  mutant('sparse softmax cross-entropy that counts classes from 1', sparseSoftmaxCrossEntropy, {
    value: (z, k) => sparseSoftmaxCrossEntropy.value(z, previous(k, z)),
    gradient: (z, k, into) => sparseSoftmaxCrossEntropy.gradient(z, previous(k, z), into),
  }),
  mutant('sparse softmax cross-entropy with p at the right class', sparseSoftmaxCrossEntropy, {
    gradient: (z, k, into = z.slice()) => {
      const gradient = sparseSoftmaxCrossEntropy.gradient(z, k, into);
      gradient[k[0]!]! += 1;
      return gradient;
    },
  }),
  mutant('cross-entropy with log log p', categoricalCrossEntropy, {
    value: (p, y) => -y.reduce((sum, t, j) => sum + (t === 0 ? 0 : t * Math.log(Math.log(p[j]!))), 0),
  }),
  mutant('cross-entropy with prediction and target swapped', categoricalCrossEntropy, {
    value: (p, y) => categoricalCrossEntropy.value(y, p),
  }),
  mutant('cross-entropy with the gradient p - y', categoricalCrossEntropy, {
    gradient: (p, y, into = p.slice()) => write(categoricalCrossEntropy.gradient(p, y, into), subtracted(p.slice(), y)),
  }),
  mutant('cross-entropy clipped at 1e-15', categoricalCrossEntropy, {
    value: (p, y) =>
      categoricalCrossEntropy.value(
        p.map((x) => Math.max(1e-15, x)),
        y,
      ),
  }),
  mutant('cross-entropy in which 0 log 0 is NaN', categoricalCrossEntropy, {
    value: (p, y) => categoricalCrossEntropy.value(p, y) + p.reduce((sum, x, j) => sum - y[j]! * Math.log(x), 0) * 0,
  }),
  mutant('cross-entropy divided by the number of classes in its value only', categoricalCrossEntropy, {
    value: (p, y) => categoricalCrossEntropy.value(p, y) / p.length,
  }),
  mutant('cross-entropy that passes NaN over', categoricalCrossEntropy, {
    value: (p, y) =>
      categoricalCrossEntropy.value(
        p.map((x) => (Number.isNaN(x) ? 1 : x)),
        y,
      ),
  }),
  mutant('cross-entropy with weights that depend on the place of a class', categoricalCrossEntropy, {
    value: (p, y) =>
      categoricalCrossEntropy.value(
        p,
        y.map((t, j) => t * (j + 1)),
      ),
    gradient: (p, y, into) =>
      categoricalCrossEntropy.gradient(
        p,
        y.map((t, j) => t * (j + 1)),
        into,
      ),
  }),
  mutant('sparse cross-entropy with a slope at every class', sparseCategoricalCrossEntropy, {
    gradient: (p, k, into = p.slice()) =>
      write(
        sparseCategoricalCrossEntropy.gradient(p, k, into),
        p.map((x) => -1 / x),
      ),
  }),
  mutant('sparse cross-entropy in bits', sparseCategoricalCrossEntropy, {
    value: (p, k) => sparseCategoricalCrossEntropy.value(p, k) / Math.LN2,
    gradient: (p, k, into) => scale(sparseCategoricalCrossEntropy.gradient(p, k, into), 1 / Math.LN2),
  }),
  mutant('cross-entropy with a finite slope at a negative probability', categoricalCrossEntropy, {
    gradient: (p, y, into) => categoricalCrossEntropy.gradient(p.map(Math.abs), y, into),
  }),
  mutant('sparse cross-entropy that looks at p_k only', sparseCategoricalCrossEntropy, {
    value: (p, k) =>
      sparseCategoricalCrossEntropy.value(
        p.map((x, j) => (j === k[0] ? x : Math.abs(x))),
        k,
      ),
  }),
  mutant('divergence that passes a negative probability over where the target is 0', kullbackLeibler, {
    value: (p, y) =>
      kullbackLeibler.value(
        p.map((x, j) => (y[j] === 0 ? Math.abs(x) : x)),
        y,
      ),
  }),
  mutant('categorical hinge without its margin', categoricalHinge, {
    value: (s, y) => Math.max(0, categoricalHinge.value(s, y) - 1),
  }),
  mutant('categorical hinge that pushes every violating class', categoricalHinge, {
    gradient: (s, y, into = s.slice()) => {
      const right = s[y.indexOf(1)]!;
      const violates = s.map((x, j) => (y[j] === 0 && 1 + x - right > 0 ? 1 : 0));
      return write(categoricalHinge.gradient(s, y, into), (j) => (y[j] === 1 ? -1 : violates[j]!));
    },
  }),
  mutant('divergence the wrong way round', kullbackLeibler, {
    value: (p, y) => kullbackLeibler.value(y, p),
  }),
  mutant('divergence with the gradient of its logarithm', kullbackLeibler, {
    gradient: (p, y, into = p.slice()) =>
      write(
        kullbackLeibler.gradient(p, y, into),
        p.map((x, j) => -Math.log(x) * y[j]!),
      ),
  }),
  mutant('divergence that forgets the entropy of the target in some rows', kullbackLeibler, {
    value: (p, y) => Math.max(0, kullbackLeibler.value(p, y) - 0.5),
  }),
  mutant('cosine without its minus', cosineSimilarity, {
    value: (x, y) => -cosineSimilarity.value(x, y),
    gradient: (x, y, into) => negate(cosineSimilarity.gradient(x, y, into)),
  }),
  mutant('cosine whose gradient keeps the share along x', cosineSimilarity, {
    gradient: (x, y, into = x.slice()) => {
      const lengths = Math.hypot(...x) * Math.hypot(...y);
      return write(
        cosineSimilarity.gradient(x, y, into),
        y.map((t) => -t / lengths),
      );
    },
  }),
  mutant('cosine that is called convex', cosineSimilarity, { convex: true }),
  mutant('a convex loss that is called non-convex', categoricalCrossEntropy, { convex: false }),
];

function mutant(name: string, right: RowLoss, mistake: Partial<RowLoss>): RowLossMutant {
  return { name, wrong: { ...right, ...mistake } };
}

function write(into: Row, entries: Row | ((j: number) => number)): Row {
  const values = typeof entries === 'function' ? into.map((_, j) => entries(j)) : entries;
  into.set(values);
  return into;
}

function scale(row: Row, factor: number): Row {
  return write(
    row,
    row.map((x) => x * factor),
  );
}

function negate(row: Row): Row {
  return scale(row, -1);
}

function subtracted(p: Row, y: Row): Row {
  return p.map((x, j) => x - y[j]!);
}

function softmax(z: Row): Row {
  const top = Math.max(...z);
  const total = z.reduce((sum, x) => sum + Math.exp(x - top), 0);
  return z.map((x) => Math.exp(x - top) / total);
}

function previous(k: Row, z: Row): Row {
  return k.map((index) => (index + z.length - 1) % z.length);
}

/** sum_j y_j cost(j), after the right loss has looked at the lengths. */
function dot(y: Row, cost: (j: number) => number, z: Row, right: RowLoss): number {
  right.value(z, y);
  return y.reduce((sum, t, j) => sum + (t === 0 ? 0 : t * cost(j)), 0);
}
