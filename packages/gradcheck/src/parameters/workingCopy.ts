import { copied, isRowMajor, isTyped } from './parameters.js';

/**
 * One copy of parameters whose entries are set and put back: what a function of a million numbers is asked with, many
 * times, without a copy each time.
 */
export interface WorkingCopy<P> {
  /** The parameters as they are now. */
  readonly now: () => P;
  /** Entries from start up to end become what `entry` gives for their index. */
  readonly write: (start: number, end: number, entry: (index: number) => number) => void;
  readonly read: (index: number) => number;
}

/** Numbers that lie together: entries from start on, at the keys 0, 1, ... of an array, or the one at a key of a record. */
interface Segment {
  readonly start: number;
  readonly length: number;
  readonly target: Record<PropertyKey, number>;
  readonly key?: PropertyKey;
}

export function workingCopy<P>(parameters: P): WorkingCopy<P> {
  const root = { parameters: copied(parameters) };
  const segments = segmentsOf(root);
  return {
    now: () => root.parameters,
    write(start, end, entry) {
      for (let which = segmentAt(segments, start); which < segments.length; which++) {
        const { start: first, length, target, key } = segments[which]!;
        if (first >= end) return;
        for (let i = Math.max(start, first); i < Math.min(end, first + length); i++)
          target[key ?? i - first] = entry(i);
      }
    },
    read(index) {
      const { start, target, key } = segments[segmentAt(segments, index)]!;
      return target[key ?? index - start]!;
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
    if (Array.isArray(holder) && holder.length > 0 && holder.every((each) => typeof each === 'number')) {
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
