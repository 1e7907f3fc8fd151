/** Compiling a kernel takes a GPU longer than running it: parts that are functions of the same inputs share one. */
import type { KernelFunction, Operations, Tensor } from '../../src/contracts.js';
import { columnNumbers } from '../../src/plan/fixedTensors.js';
import type { ParityPart } from './parts.js';

/** As many functions in one kernel. */
const most = 12;

/** Neighbours with the same inputs in one group, in the order they have. */
export function groupsOf(parts: readonly ParityPart[]): ParityPart[][] {
  const groups: ParityPart[][] = [];
  for (const part of parts) {
    const last = groups.at(-1);
    if (last && last.length < most && fits(part, last[0])) last.push(part);
    else groups.push([part]);
  }
  return groups;
}

function fits(part: ParityPart, first: ParityPart): boolean {
  if (!part.kernel || !first.kernel) return false;
  return part.inputs.every((input, i) => input === first.inputs[i]);
}

/** [n x k]: column j is the j-th function of the same tensors. */
export function sideBySide(
  { map, mapView }: Operations,
  kernels: readonly KernelFunction[],
  tensors: readonly (readonly Tensor[])[],
): Tensor {
  const results = kernels.map((kernel, j) => mapView(kernel, ...tensors[j]));
  const j = columnNumbers(kernels.length);
  const chosen = results
    .slice(0, -1)
    .reduceRight<Tensor>(
      (later, result, k) => mapView({ formula: upTo, numbers: [k] }, j, result, later),
      results.at(-1)!,
    );
  return map({ formula: itself }, chosen, j);
}

/** `here` in column k and before, `later` beyond. */
function upTo(column: number, here: number, later: number, k: number): number {
  if (column <= k) return here;
  return later;
}

/** The column only says how wide the result is. */
function itself(a: number, column: number): number {
  return column < 0 ? 0 : a;
}
