import type { DiagnosisKind, Evidence, Observation } from '../diagnosis.js';
import { isClear, pointOf, type Candidate, type Explanation } from './explanation.js';

/** Where in a list or matrix the number of place `index` came from; undefined outside. */
type Source = (index: number, rows: number, columns: number) => number | undefined;

export const transposed: Candidate = (evidence) =>
  moved(
    evidence,
    'transposed',
    'analytic[i, j] = numeric[j, i]: rows and columns are exchanged',
    (index, rows, columns) => (index % rows) * columns + Math.floor(index / rows),
    () => NaN,
  );

export const shifted: Candidate = (evidence) =>
  [1, -1].flatMap((by) => [
    ...shiftedBy(evidence, by, () => by),
    ...(evidence.points.some(({ rows }) => rows > 1) ? shiftedBy(evidence, by, (columns) => by * columns) : []),
  ]);

export const reversed: Candidate = (evidence) =>
  moved(
    evidence,
    'reversed',
    'analytic is numeric from the last entry to the first: the order is reversed, as of a kernel that is not flipped',
    (index, rows, columns) => rows * columns - 1 - index,
    () => NaN,
  );

/** The place that became free holds 0, what was there, or what fell out at the other end. */
function shiftedBy(evidence: Evidence, by: number, places: (columns: number) => number): Explanation[] {
  const unit = places(2) === by ? 'place' : 'row';
  const text = `analytic is numeric moved ${by > 0 ? 'forwards' : 'backwards'} by one ${unit}: an index is off by one`;
  const source: Source = (index, rows, columns) => {
    const from = index - places(columns);
    return from >= 0 && from < rows * columns ? from : undefined;
  };
  const around: Source = (index, rows, columns) => (index - places(columns) + rows * columns) % (rows * columns);
  return [
    ...moved(evidence, 'shifted', text, source, () => 0),
    ...moved(evidence, 'shifted', text, source, ({ numeric }) => numeric),
    ...moved(evidence, 'shifted', text, around, () => NaN),
  ];
}

function moved(
  evidence: Evidence,
  kind: DiagnosisKind,
  text: string,
  source: Source,
  otherwise: (observation: Observation) => number,
): Explanation[] {
  const at = new Map(evidence.observations.map((each) => [`${each.point} ${each.index}`, each]));
  if (at.size < evidence.observations.length) return [];
  const sourceOf = (observation: Observation): Observation | undefined => {
    const { rows, columns } = pointOf(evidence, observation);
    const from = source(observation.index, rows, columns);
    return from === undefined ? undefined : at.get(`${observation.point} ${from}`);
  };
  // What stands where nothing was moved to says nothing about moving.
  if (evidence.observations.filter((each) => isClear(each) && sourceOf(each)).length < 2) return [];
  return [
    {
      kind,
      text,
      equals: (observation) => [observation.analytic, sourceOf(observation)?.numeric ?? otherwise(observation)],
      witnesses: 2,
    },
  ];
}

export const otherParameter: Candidate = (evidence) => {
  const { parameter, observations } = evidence;
  const names = Object.keys((observations[0] && pointOf(evidence, observations[0]).others) ?? {});
  return names.map((name) => ({
    kind: 'other parameter',
    text: `numeric of ${parameter} = analytic of ${name}: perhaps the two are exchanged`,
    equals: (observation) => [
      pointOf(evidence, observation).others[name]?.[observation.index] ?? NaN,
      observation.numeric,
    ],
    witnesses: 2,
  }));
};
