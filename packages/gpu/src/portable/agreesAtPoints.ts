import type { PortableFunction } from '../contracts.js';

/** In steps of different length, so that no line, no parabola and no period meets all of them by accident. */
const points = [-30.5, -3.25, -1, -0.4, -1e-3, 0, 2e-3, 0.7, 1, 2.5, 41];

/** Whether two functions of one or two numbers give the same bits at points of all sizes. */
export function agreesAtPoints(one: PortableFunction, other: PortableFunction): boolean {
  return points.every((x) => points.every((y) => Object.is(one(x, y), other(x, y))));
}
