// Writes FORMULAS.md from the registries: `npm run formulas`. With --check it writes nothing and fails when the file is stale.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { coreMathCatalogue } from '@handgrad/core-math/laws';
import { mlpCatalogue } from '@handgrad/mlp/laws';
import { perceptronCatalogue } from '@handgrad/perceptron/laws';
import { digestOf } from './accuracy/digest.mjs';
import { bar, notes, placeOf, readFigures } from './accuracy/figures.mjs';
import { isScalar } from './accuracy/isScalar.mjs';

const target = new URL('../FORMULAS.md', import.meta.url);

/** A place for a later part of the house: the link once the file is there, a dash before. */
const linkTo = (path, label) => (existsSync(new URL(`../${path}`, import.meta.url)) ? `[${label}](${path})` : '–');

const inTable = (tex) => (tex ? `$${tex.replaceAll('|', '\\vert ').replaceAll('\n', ' ')}$` : '–');

function sourceOf(group, name, file) {
  const path = file ?? `${group.folder}/${name}.ts`;
  if (!existsSync(new URL(`../${path}`, import.meta.url))) {
    throw new Error(
      `formulas: expected the formula "${name}" in ${path}, got no such file. Name the file after the formula.`,
    );
  }
  return path;
}

function row(group, { formula, laws, file }) {
  const { name, parameters, tex } = formula;
  const kind = group.folder.split('/').at(-1);
  const values = Object.entries(parameters ?? {}).map(([key, value]) => `${key} = ${value}`);
  return [
    `[${name}](${sourceOf(group, name, file)})${values.length > 0 ? ` (${values.join(', ')})` : ''}`,
    inTable(tex.value),
    inTable(tex.derivative),
    laws.length,
    linkTo(`packages/gpu/src/${kind}/${name}.ts`, 'kernel'),
    linkTo(`packages/docs/formulas/${kind}/${name}.md`, 'page'),
    linkTo(`packages/exercises/${kind}/${name}`, 'exercise'),
  ].join(' | ');
}

function section(group) {
  const lawNames = new Map();
  for (const { formula, laws } of group.entries) {
    if (laws.length === 0) throw new Error(`formulas: expected at least one law for "${formula.name}", got none.`);
    for (const law of laws) lawNames.set(law.name, [...(lawNames.get(law.name) ?? []), formula.name]);
  }
  const everyone = group.entries.length;
  return [
    `## ${group.title}`,
    '',
    'formula | value | derivative | laws | GPU | page | exercise',
    '--- | --- | --- | ---: | --- | --- | ---',
    ...group.entries.map((entry) => row(group, entry)),
    '',
    `<details><summary>The laws (<code>${group.laws}</code>)</summary>`,
    '',
    ...[...lawNames].map(([law, names]) => `- ${law}${names.length < everyone ? ` *(${names.join(', ')})*` : ''}`),
    '',
    '</details>',
    '',
  ].join('\n');
}

const figures = readFigures();

const scalars = (group) => group.entries.filter(({ formula }) => isScalar(formula));

function accuracyCells(name, part) {
  const figure = figures[name]?.[part];
  if (!figure) return '– | –';
  const mark = notes[name]?.[part] ? ' \\*' : '';
  return `${figure.ulps.toFixed(2)}${mark} | ${figure.at ? placeOf(figure) : 'exact'}`;
}

function accuracyRow(group, { formula, file }) {
  const link = `[${formula.name}](${sourceOf(group, formula.name, file)})`;
  return `${link} | ${accuracyCells(formula.name, 'value')} | ${accuracyCells(formula.name, 'derivative')}`;
}

function accuracySection(groups) {
  const measured = Object.values(figures);
  const above = measured.flatMap(({ value, derivative }) => [value, derivative]).filter(({ ulps }) => ulps > bar);
  return `## Accuracy

The worst error of every scalar formula against 60-digit arithmetic (decimal.js, by other algorithms than the code's), in units in the last
place (ulp), at ${Math.min(...measured.map(({ points }) => points)).toLocaleString('en')} points each: \`npm run accuracy\` measures it. One fifth of the points are any doubles by their bits, every exponent
and either sign alike; three fifths lie in [-800, 800], most of them near 0; one fifth at landmarks and kinks: the doubles next to them and
distances on a log scale. Losses are measured at pairs of prediction p and target y in their domains. ${above.length} of ${2 * measured.length} figures are above
${bar} ulp.

- The ulp is that of the exact number rounded to a double, as in \`ulpError\` of gradcheck: the distance to the next double away from 0. The
  error is taken from the exact number before it is rounded, so that the nearest double has an error of up to 0.5.
- Among subnormals, and where the exact number is 0 or rounds to 0, the ulp is 2^-1074.
- Where the exact number is beyond the largest double, Infinity is right. Infinity for a smaller one counts as 2^1024.
- NaN is an infinite error. At a kink the derivative is a convention, pinned by laws, and is not measured.
- Zeros of either sign are equal. The rules sum, product, quotient and chain are as good as the functions that they are given.

formula | value | at | derivative | at
--- | ---: | --- | ---: | ---
${groups.flatMap((group) => scalars(group).map((entry) => accuracyRow(group, entry))).join('\n')}

\\* Why:

${Object.entries(notes)
  .flatMap(([name, parts]) => Object.entries(parts).map(([part, note]) => `- ${part} of \`${name}\`: ${note}`))
  .join('\n')}
`;
}

/** The scalar formulas that were never measured, or have changed since. */
function unmeasured(groups) {
  const changed = groups.flatMap((group) =>
    scalars(group).filter(({ formula: { name }, file }) => {
      const source = new URL(`../${sourceOf(group, name, file)}`, import.meta.url);
      return figures[name]?.digest !== digestOf(source);
    }),
  );
  return changed.map(({ formula }) => formula.name);
}

const groups = [...coreMathCatalogue, ...perceptronCatalogue, ...mlpCatalogue];
const count = groups.reduce((sum, group) => sum + group.entries.length, 0);
const text = `<!-- Generated by \`npm run formulas\` from the registries. Do not edit: CI compares. -->

# Formulas

Every formula of Handgrad: ${count} of them. Each name leads to the one file that holds value, derivative and story. The number of laws is how
many named properties the tests and \`handgrad check\` hold it to; a dash stands for a part of the house that is not built yet.

${groups.map(section).join('\n')}
${accuracySection(groups)}`;

const stale = unmeasured(groups);
if (stale.length > 0) {
  console.error(
    `formulas: expected figures of accuracy for the formulas as they are, got older ones or none for ${stale.join(', ')}. ` +
      `Run npm run accuracy -- ${stale.join(' ')} and commit tools/accuracy/figures.json and FORMULAS.md.`,
  );
  if (process.argv.includes('--check')) process.exitCode = 1;
}

if (!process.argv.includes('--check')) {
  writeFileSync(target, text);
  console.log(`FORMULAS.md: ${count} formulas in ${groups.length} kinds.`);
} else if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
  console.error(
    'formulas: expected FORMULAS.md to be what the registries say, got a stale file. Run npm run formulas and commit it.',
  );
  process.exitCode = 1;
} else {
  console.log(`FORMULAS.md is up to date: ${count} formulas.`);
}
