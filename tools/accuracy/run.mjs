// npm run accuracy: every scalar formula, value and derivative, against 60-digit arithmetic. Writes figures.json, then FORMULAS.md.
import { parseArgs } from 'node:util';
import { digestOf } from './digest.mjs';
import { bar, notes, placeOf, readFigures, writeFigures } from './figures.mjs';
import { isScalar } from './isScalar.mjs';
import { loadSources } from './sources.mjs';

const usage = `npm run accuracy -- [NAME ...] [--points N]

  NAME      formulas to measure: sigmoid tanh, say; all of them unless told (about a quarter of an hour)
  --points  how many points each, 100000 unless told; with fewer it only prints
  --help    this text`;

const standard = 100_000;

function readOptions() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { points: { type: 'string', default: String(standard) }, help: { type: 'boolean', default: false } },
  });
  const points = Number(values.points);
  if (!Number.isSafeInteger(points) || points < 1) {
    throw new RangeError(
      `accuracy: expected --points to be a whole number of at least 1, got "${values.points}". Leave it out for ${standard}.`,
    );
  }
  return { names: positionals, points, help: values.help };
}

/** Every scalar formula of the catalogues, and the file that holds it. */
function scalarEntries(catalogues) {
  const entries = catalogues.flatMap(({ folder, entries }) =>
    entries.map(({ formula, file }) => ({ formula, file: file ?? `${folder}/${formula.name}.ts` })),
  );
  return entries.filter(({ formula }) => isScalar(formula));
}

function chosen(entries, names) {
  const known = entries.map(({ formula }) => formula.name);
  const twice = known.find((name, i) => known.indexOf(name) !== i);
  if (twice) throw new Error(`accuracy: expected each name once, got two formulas "${twice}". Rename one.`);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown)
    throw new RangeError(`accuracy: expected names among ${known.join(', ')}, got "${unknown}". Give none for all.`);
  return names.length === 0 ? entries : entries.filter(({ formula }) => names.includes(formula.name));
}

/** The figure up to the next hundredth, so that no point of the measurement lies above it, and the numbers by name. */
function figureOf({ name, names }, part, { ulps, at }) {
  if (ulps === 0) return { ulps };
  if (ulps === Infinity) {
    throw new Error(
      `accuracy: expected a number as ${part} of ${name} at ${at.join(', ')}, got none near it. Mend it.`,
    );
  }
  return { ulps: Math.ceil(ulps * 100) / 100, at: Object.fromEntries(names.map((key, i) => [key, at[i]])) };
}

const shown = (figure) => (figure.at ? `${figure.ulps} ulp at ${placeOf(figure)}` : 'exact');

/** One line on stderr that is written over where a terminal shows it. */
function showProgress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

async function main() {
  const { names, points, help } = readOptions();
  if (help) return console.log(usage);
  const start = performance.now();
  const [{ coreMathCatalogue }, { mlpCatalogue }, { scalarFormula }, { measureAccuracy }] = await loadSources(
    'packages/core-math/laws/index.ts',
    'packages/mlp/laws/index.ts',
    'packages/core-math/test/scalarFormula.ts',
    'packages/core-math/test/measureAccuracy.ts',
  );
  const entries = scalarEntries([...coreMathCatalogue, ...mlpCatalogue]);
  // All of them first: a missing counterpart is said before the work, not after it.
  const subjects = chosen(entries, names).map(({ formula, file }) => ({ file, scalar: scalarFormula(formula) }));
  const before = readFigures();
  const measured = {};
  for (const [i, { file, scalar }] of subjects.entries()) {
    const began = performance.now();
    const title = `${scalar.name} (${i + 1} of ${subjects.length})`;
    const digest = digestOf(new URL(`../../${file}`, import.meta.url));
    const worst = measureAccuracy(scalar, points, (done) => {
      if (done % 1000 === 0) showProgress(`${title}: ${Math.round((100 * done) / points)} %`);
    });
    const value = figureOf(scalar, 'value', worst.value);
    const derivative = figureOf(scalar, 'derivative', worst.derivative);
    measured[scalar.name] = { points, digest, value, derivative };
    showProgress('');
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.error(`${title}: value ${shown(value)}; derivative ${shown(derivative)}; ${seconds} s`);
    // Kept formula by formula: what was measured is not lost when the rest is broken off.
    if (points >= standard) writeFigures(inOrder(entries, { ...before, ...measured }));
  }
  report(measured, (performance.now() - start) / 1000);
  if (points >= standard) await import('../formulas.mjs');
  else console.log(`Nothing was written: figures come from at least ${standard} points.`);
}

function inOrder(entries, figures) {
  const names = entries.map(({ formula }) => formula.name).filter((name) => name in figures);
  return Object.fromEntries(names.map((name) => [name, figures[name]]));
}

function report(measured, seconds) {
  for (const [name, figures] of Object.entries(measured)) {
    for (const part of ['value', 'derivative']) {
      if (figures[part].ulps <= bar || notes[name]?.[part]) continue;
      process.exitCode = 1;
      console.error(
        `accuracy: expected the ${part} of ${name} within ${bar} ulp, got ${shown(figures[part])}. ` +
          'Mend the formula, or give the reason in its doc comment and in tools/accuracy/notes.json.',
      );
    }
  }
  const count = Object.keys(measured).length;
  console.log(`${count} formula${count === 1 ? '' : 's'} measured in ${seconds.toFixed(0)} s.`);
}

try {
  await main();
} catch (error) {
  // What was asked wrongly needs no stack; what went wrong does.
  const isRefusal = error instanceof RangeError || error.code?.startsWith('ERR_PARSE_ARGS');
  console.error(isRefusal ? error.message : error);
  process.exitCode = 1;
}
