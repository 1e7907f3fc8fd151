import type { Evidence, Observation } from '../diagnosis.js';
import { isClear, pointOf, sharpest, symbolOf, type Candidate, type Explanation } from './explanation.js';

/** A number that changes with the shape of the parameters, by name: what a mean may be taken over. */
interface Size {
  readonly name: string;
  readonly of: (observation: Observation) => number;
}

/** With a size, one mistake may come with the 2 of a square, and with a sign. */
const multiples = [1, -1, 2, -2, 1 / 2, -1 / 2];

/** A factor that is a size: only where sizes differ among the points, else it is a factor like any other. */
export const size: Candidate = (evidence) => {
  const single = sizesIn(evidence);
  const varying = [...single, ...combined(single)].filter((each) => tracks(evidence.observations, each));
  return varying.flatMap((each) => {
    const equal = single.filter((other) => other !== each && agree(evidence.observations, each, other));
    const name = [each, ...equal.slice(0, 1)].map((one) => one.name).join(' or ');
    return [
      ...times(evidence.observations, each.of, `times ${name}: a mean over it is forgotten, or a sum is taken twice`),
      ...times(
        evidence.observations,
        (observation) => 1 / each.of(observation),
        `divided by ${name}: a mean is taken that is not in the function, or taken twice`,
      ),
    ];
  });
};

function sizesIn(evidence: Evidence): readonly Size[] {
  const { observations } = evidence;
  const first = observations[0] && pointOf(evidence, observations[0]);
  const named = Object.keys(first?.sizes ?? {}).map((name): Size => {
    return { name, of: (observation) => pointOf(evidence, observation).sizes[name] ?? NaN };
  });
  // The entries of a list are its length, which has a name already.
  if (!evidence.points.some(({ rows }) => rows > 1)) return named;
  const entries = (observation: Observation): number => {
    const { rows, columns } = pointOf(evidence, observation);
    return rows * columns;
  };
  return [...named, { name: `entries of ${symbolOf(evidence)}`, of: entries }];
}

/** The square roots of sizes, products of two, and n / (n - 1). */
function combined(sizes: readonly Size[]): readonly Size[] {
  return [
    ...sizes.map(({ name, of }): Size => ({ name: `the root of ${name}`, of: (each) => Math.sqrt(of(each)) })),
    ...sizes.flatMap((one, i) =>
      sizes.slice(i + 1).map((other): Size => {
        return { name: `${one.name} times ${other.name}`, of: (each) => one.of(each) * other.of(each) };
      }),
    ),
    ...sizes.map(({ name, of }): Size => {
      return { name: `n / (n - 1) with n = ${name}`, of: (each) => of(each) / (of(each) - 1) };
    }),
  ];
}

function times(
  observations: readonly Observation[],
  scale: (observation: Observation) => number,
  reason: string,
): Explanation[] {
  const best = sharpest(observations, ({ numeric }) => numeric)?.observation;
  if (best === undefined) return [];
  const ratio = best.analytic / best.numeric / scale(best);
  const multiple = multiples.find((each) => Math.abs(ratio - each) < 1e-3);
  if (multiple === undefined) return [];
  const more = multiple === 1 ? '' : ` and times ${multiple}`;
  return [
    {
      kind: 'size',
      text: `analytic = numeric ${reason}${more}`,
      equals: (observation) => [observation.analytic / (multiple * scale(observation)), observation.numeric],
    },
  ];
}

/** Whether several points are wrong, and the size is not the same at all points that show it. */
function tracks(observations: readonly Observation[], { of }: Size): boolean {
  const telling = observations.filter(({ numeric, allowed }) => Math.abs(numeric) > 100 * allowed);
  const wrong = new Set(telling.filter(isClear).map(({ point }) => point));
  return wrong.size > 1 && new Set(telling.map(of)).size > 1;
}

function agree(observations: readonly Observation[], one: Size, other: Size): boolean {
  return observations.every((observation) => one.of(observation) === other.of(observation));
}
