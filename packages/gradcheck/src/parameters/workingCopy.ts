import { copied, isRowMajor, isTyped, type Numbers } from './parameters.js';

/**
 * One copy of parameters whose entries are set and put back: what a function of a million numbers is asked with, many
 * times, without a copy each time.
 */
export interface WorkingCopy<P> {
  /** The parameters as they are now. */
  readonly now: () => P;
  /** The entries from start on become these. */
  readonly write: (start: number, values: Float64Array) => void;
  /** Whether the entries are these, as far as they still stand where they stood. */
  readonly holds: (entries: Float64Array) => boolean;
}

/** Numbers that lie together: entries from start on, at the keys 0, 1, ... of an array, or the one at a key of a record. */
interface Segment {
  readonly start: number;
  readonly length: number;
  readonly target: Numbers | Record<PropertyKey, number>;
  readonly key?: PropertyKey;
}

export function workingCopy<P>(parameters: P): WorkingCopy<P> {
  const root = { parameters: copied(parameters) };
  const segments = segmentsOf(root);
  return {
    now: () => root.parameters,
    write(start, values) {
      const end = start + values.length;
      for (let which = segmentAt(segments, start); which < segments.length; which++) {
        const { start: first, length, target, key } = segments[which]!;
        if (first >= end) return;
        const [from, to] = [Math.max(start, first), Math.min(end, first + length)];
        if (isTyped(target)) target.set(values.subarray(from - start, to - start), from - first);
        else for (let i = from; i < to; i++) target[key ?? i - first] = values[i - start]!;
      }
    },
    holds(entries) {
      for (const { start, length, target, key } of segments) {
        const numbers = target as Record<PropertyKey, number>;
        for (let i = 0; i < length; i++) if (numbers[key ?? i] !== entries[start + i]) return false;
      }
      return true;
    },
  };
}

function segmentsOf(root: object): readonly Segment[] {
  const segments: Segment[] = [];
  let start = 0;
  function add(length: number, target: unknown, key?: PropertyKey): void {
    if (length === 0) return;
    segments.push({ start, length, target: target as Segment['target'], ...(key !== undefined && { key }) });
    start += length;
  }
  function visit(holder: object): void {
    if (Array.isArray(holder) && holder.every((each) => typeof each === 'number')) {
      return add(holder.length, holder);
    }
    for (const [key, value] of Object.entries(holder)) {
      if (typeof value === 'number') add(1, holder, key);
      else if (isTyped(value)) add(value.length, value);
      else if (isRowMajor(value)) add(value.data.length, value.data);
      else visit(value as object);
    }
  }
  visit(root);
  return segments;
}

/** Which segment holds the entry: by halves. */
function segmentAt(segments: readonly Segment[], index: number): number {
  let [low, high] = [0, segments.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (segments[middle]!.start <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}
