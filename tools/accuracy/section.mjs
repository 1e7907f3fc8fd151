import { digestOf } from './digest.mjs';
import { bar, notes, placeOf, readFigures } from './figures.mjs';

const figures = readFigures();

/** The part of FORMULAS.md that tells how exact the formulas are; `entries` are their names and paths from the root. */
export function accuracySection(entries) {
  const measured = Object.values(figures);
  const above = measured.flatMap(({ value, derivative }) => [value, derivative]).filter(({ ulps }) => ulps > bar);
  const points = Math.min(...measured.map((figure) => figure.points)).toLocaleString('en');
  return `## Accuracy

The worst error of every scalar formula, in units in the last place (ulp), against 60-digit arithmetic (decimal.js, by other algorithms than
the code's) at ${points} points each; \`npm run accuracy\` measures it. One fifth of the points are any doubles by their bits, all exponents
and both signs alike; three fifths lie in [-800, 800], most of them near 0; one fifth lies at landmarks and kinks: the doubles next to them
and distances on a log scale. Losses are measured at pairs of a prediction p and a target y in their domains.
**${above.length === 0 ? 'None' : above.length} of these ${2 * measured.length} figures ${above.length === 1 ? 'is' : 'are'} above ${bar} ulp.**

- The ulp is that of the exact number rounded to a double, as in \`ulpError\` of gradcheck: the distance to the next double away from 0. The
  error is taken from the exact number before it is rounded, so that even the nearest double errs by up to 0.5.
- Among subnormals, and where the exact number is 0 or rounds to 0, the ulp is 2^-1074.
- Where the exact number is beyond the largest double, Infinity is right. Infinity for a smaller one counts as 2^1024.
- NaN is an infinite error. Zeros of either sign are equal. At a kink the derivative is a convention, pinned by laws, and is not measured.
- exp, log1p, tanh and the like are those of the JavaScript engine, V8 here.
- The rules sum, product, quotient and chain are as good as the functions that they are given, and not listed.

formula | value | at | derivative | at
--- | ---: | --- | ---: | ---
${entries.map(row).join('\n')}

\\* ${Object.entries(notes).flatMap(explanations).join('\n\\* ')}
`;
}

function row({ name, path }) {
  return [`[${name}](${path})`, ...cells(name, 'value'), ...cells(name, 'derivative')].join(' | ');
}

function cells(name, part) {
  const figure = figures[name]?.[part];
  if (!figure) return ['–', '–'];
  return [`${figure.ulps.toFixed(2)}${notes[name]?.[part] ? ' \\*' : ''}`, figure.at ? placeOf(figure) : 'exact'];
}

function explanations([name, parts]) {
  return Object.entries(parts).map(([part, note]) => `The ${part} of \`${name}\`: ${note}  `);
}

/** The names of those that were never measured, or whose code has changed since. */
export function namesToMeasure(entries) {
  const root = new URL('../../', import.meta.url);
  return entries
    .filter(({ name, path }) => figures[name]?.digest !== digestOf(new URL(path, root)))
    .map(({ name }) => name);
}
