import type { Device, Tensor } from '../../src/contracts.js';
import { sizeAt } from './exceptions.js';
import { groupsOf, sideBySide } from './groups.js';
import { specialNumbers } from './inputs.js';
import { nameOfPart, parityParts, type ParityPart } from './parts.js';

/** How far a part of a formula on a device is from core-math in float64, at the same float32 numbers. */
export interface PartFigures {
  readonly entries: number;
  /** The largest error relative to what is expected, where that is at least 0.1; to the exception's size, where there is one. */
  readonly relative: number;
  /** The largest error where less than 0.1 is expected. */
  readonly absolute: number;
  /** The largest error in shares of what is allowed, 1e-5 of the size + 1e-6. */
  readonly share: number;
  /** The same without regard to exceptions. */
  readonly shareOfTolerance: number;
  /** Where `share` is. */
  readonly at: readonly number[];
  /** What NaN, infinities, -0 and denormals give, where it is not what core-math gives: 'Infinity' -> '3.4e38'. */
  readonly specials: Readonly<Record<string, string>>;
}

export interface ParityReport {
  readonly backend: string;
  readonly adapter: string;
  readonly software: boolean;
  readonly parts: Readonly<Record<string, PartFigures>>;
}

export const parityTolerance = Object.freeze({ relative: 1e-5, absolute: 1e-6 });

const largest = 3.4028234663852886e38;
const smallest = 1.1754943508222875e-38;

/** Computes every part of every formula on a device, all parts of one kind in one plan, and compares. */
export async function measureParity(device: Device, parts = parityParts()): Promise<ParityReport> {
  const kinds = [...new Set(parts.map(({ kind }) => kind))];
  const figures: Record<string, PartFigures> = {};
  for (const kind of kinds) {
    const ofKind = parts.filter((part) => part.kind === kind);
    const results = await computed(device, ofKind);
    ofKind.forEach((part, i) => (figures[nameOfPart(part)] = figuresOf(part, results[i])));
  }
  const { backend, adapter, software } = device;
  return { backend, adapter, software, parts: figures };
}

async function computed(device: Device, parts: readonly ParityPart[]): Promise<readonly Float32Array[]> {
  const inputs = [...new Set(parts.flatMap((part) => part.inputs))];
  const groups = groupsOf(parts);
  const plan = device.compile(inputs, (operations, given) => {
    const tensorsOf = (part: ParityPart): Tensor[] => part.inputs.map((one) => given[inputs.indexOf(one)]);
    return groups.map((group) =>
      group.length === 1
        ? group[0].build(operations, tensorsOf(group[0]))
        : sideBySide(
            operations,
            group.map(({ kernel }) => kernel!),
            group.map(tensorsOf),
          ),
    );
  });
  const results = await plan.run(inputs.map(({ data }) => data));
  await plan.close();
  return groups.flatMap((group, i) =>
    group.length === 1 ? [results[i]] : group.map((_, j) => columnOf(results[i], j, group.length)),
  );
}

function columnOf(numbers: Float32Array, j: number, columns: number): Float32Array {
  return Float32Array.from({ length: numbers.length / columns }, (_, row) => numbers[row * columns + j]);
}

/** The figures of a part whose results are these. */
export function figuresOf(part: ParityPart, got: Float32Array): PartFigures {
  const expected = part.expected();
  if (got.length !== expected.length) {
    throw new RangeError(`figuresOf: expected ${expected.length} results of ${nameOfPart(part)}, got ${got.length}.`);
  }
  const figures = { relative: 0, absolute: 0, share: 0, shareOfTolerance: 0, at: [] as readonly number[] };
  const specials: Record<string, string> = {};
  const ordinary = got.length - part.specials;
  for (let entry = 0; entry < ordinary; entry++) {
    // Beyond float32, the largest number is as right as Infinity.
    const want = Math.max(-largest, Math.min(largest, expected[entry]));
    const have = Math.max(-largest, Math.min(largest, got[entry]));
    if (Number.isNaN(want)) continue;
    const size = sizeAt(nameOfPart(part), part, entry, want);
    // NaN is as far off as can be.
    const error = Number.isNaN(have) ? Infinity : Math.abs(have - want);
    if (size >= 0.1) figures.relative = Math.max(figures.relative, error / size);
    else figures.absolute = Math.max(figures.absolute, error);
    const share = error / allowed(size);
    figures.shareOfTolerance = Math.max(figures.shareOfTolerance, error / allowed(Math.abs(want)));
    if (share > figures.share) Object.assign(figures, { share, at: part.argumentsAt(entry) });
  }
  for (let i = 0; i < part.specials; i++) {
    const [want, have] = [Math.fround(expected[ordinary + i]), got[ordinary + i]];
    if (!isSame(want, have)) specials[spelled(specialNumbers[i])] = spelled(have);
  }
  return { entries: ordinary, ...figures, specials };
}

function allowed(size: number): number {
  return parityTolerance.relative * size + parityTolerance.absolute;
}

function isSame(want: number, have: number): boolean {
  if (!Number.isFinite(want) || want === 0 || have === 0) return Object.is(want, have);
  if (Math.abs(want) < smallest) return Math.sign(have) === Math.sign(want);
  return Math.abs(have - want) <= parityTolerance.relative * Math.abs(want) + parityTolerance.absolute;
}

function spelled(x: number): string {
  return Object.is(x, -0) ? '-0' : String(Number(x.toPrecision(3)));
}
