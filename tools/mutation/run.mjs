// Mutation testing: changes the source in thousands of small ways and asks whether a test notices.
//
//     npm run mutation                                     files that changed since, of all packages
//     npm run mutation -- perceptron core-math             of these packages
//     npm run mutation -- core-math --only src/activations of these files; more than once, in this order
//     npm run mutation -- --all                            all files, changed or not
//     npm run mutation -- --survivors                      mutants that survived, again: for tests that are new
//     npm run mutation -- --summary                        nothing: MUTATION.md is written from what was measured before
//     node tools/mutation/run.mjs --check                  whether the list of equivalent mutants still fits the source
//
// Writes results/PACKAGE.json, and MUTATION.md from them.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { equivalentOf, outdated, readEquivalents, unused } from './equivalents.mjs';
import { copyOfHouse, root } from './house.mjs';
import { isMutated, packages } from './plan.mjs';
import { digestOf, isSame, readResults, summarize, triedAgain, writeResults } from './results.mjs';
import { summary } from './summary.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: ['src'] },
    processes: { type: 'string', default: String(Math.max(1, availableParallelism() - 1)) },
    summary: { type: 'boolean', default: false },
    survivors: { type: 'boolean', default: false },
  },
});
/** Files that Stryker is given at once. */
const atOnce = 8;

const names = positionals.length > 0 ? positionals : Object.keys(packages);
for (const name of names) {
  if (!(name in packages)) {
    throw new RangeError(
      `mutation: expected packages of ${Object.keys(packages).join(', ')}, got ${name}. Pass one of these.`,
    );
  }
}

if (options.check) check();
else if (options.summary) writeSummary();
else await measureAll();

async function measureAll() {
  install();
  // The same cases in every run, so that a mutant that was killed is killed again.
  process.env['CI'] = 'true';
  const copy = copyOfHouse();
  try {
    for (const name of names) await measure(copy, name);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  writeSummary();
}

function writeSummary() {
  const stale = Object.keys(packages).flatMap((name) => sourcesOf(name).filter(isStale(name)));
  writeFileSync(join(root, 'MUTATION.md'), summary(allResults(), readEquivalents(), byFolder(stale)));
  console.log('MUTATION.md is written.');
  check();
}

function install() {
  const here = fileURLToPath(new URL('.', import.meta.url));
  if (existsSync(join(here, 'node_modules'))) return;
  console.log('installing Stryker (npm ci in tools/mutation)');
  // vitest is the one of the house, not a second one.
  const command = ['ci', '--no-workspaces', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
  const { status, stdout, stderr } = spawnSync('npm', command, { cwd: here, encoding: 'utf8' });
  if (status !== 0) throw new Error(`mutation: expected npm ci to install Stryker, got\n${stdout}${stderr}`);
}

/** Runs Stryker over the files that need it, some of a folder at a time; their results are kept at once. */
async function measure(copy, name) {
  const { mutate } = await import('./stryker.mjs');
  if (options.survivors) await trySurvivors(copy, name, mutate);
  for (const files of inGroups(filesToRun(name))) {
    console.log(`\n${files.join('\n')}`);
    const found = summarize(copy, await mutate(copy, name, files, Number(options.processes)));
    const { files: known } = readResults(name);
    const left = Object.entries(known).filter(([path]) => existsSync(join(root, path)));
    const none = files.map((path) => [path, emptyResult(copy, path)]);
    const date = new Date().toISOString().slice(0, 10);
    writeResults(name, { date, files: { ...Object.fromEntries([...left, ...none]), ...found } });
  }
}

/** Runs Stryker over the lines of the mutants that survived in files that have not changed. */
async function trySurvivors(copy, name, mutate) {
  const equivalents = readEquivalents();
  const again = Object.entries(readResults(name).files)
    .filter(([path, { source }]) => isAsked(name, path) && source === digestIn(copy, path))
    .map(([path, { survivors }]) => [path, survivors.filter((one) => !equivalentOf(equivalents, path, one))])
    .filter(([, survivors]) => survivors.length > 0);
  if (again.length === 0) return;
  const lines = again.flatMap(([path, survivors]) => survivors.map(({ from, to }) => `${path}:${from}-${to}`));
  const found = summarize(copy, await mutate(copy, name, [...new Set(lines)], Number(options.processes)));
  const { date, files } = readResults(name);
  for (const [path, tried] of again) {
    const others = files[path].survivors.filter((one) => !tried.some((other) => isSame(one, other)));
    files[path] = triedAgain(files[path], [...others, ...(found[path]?.survivors ?? [])]);
  }
  writeResults(name, { date, files });
}

function isAsked(name, path) {
  return options.only.some((start) => path.startsWith(`packages/${name}/${start}`));
}

function digestIn(folder, path) {
  const file = join(folder, path);
  return existsSync(file) ? digestOf(readFileSync(file, 'utf8')) : undefined;
}

function filesToRun(name) {
  const sources = sourcesOf(name);
  const asked = options.only.flatMap((start) => sources.filter((path) => path.startsWith(`packages/${name}/${start}`)));
  return options.all ? asked : asked.filter(isStale(name));
}

function sourcesOf(name) {
  const folder = `packages/${name}/`;
  return readdirSync(join(root, folder, 'src'), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}src/${path.replaceAll('\\', '/')}`)
    .filter(isMutated)
    .sort();
}

/** Whether a file has never been measured, or has changed since. */
function isStale(name) {
  const { files: known } = readResults(name);
  return (path) => known[path]?.source !== digestIn(root, path);
}

/** A file of types and imports alone has no mutants. */
function emptyResult(copy, path) {
  return { source: digestIn(copy, path), killed: 0, timeout: 0, leftOut: {}, survivors: [] };
}

/** Files of one folder, a few at a time: what was measured is not lost when the run is ended. */
function inGroups(files) {
  return byFolder(files).flatMap(([, inFolder]) =>
    Array.from({ length: Math.ceil(inFolder.length / atOnce) }, (_, i) => inFolder.slice(i * atOnce, (i + 1) * atOnce)),
  );
}

function byFolder(files) {
  const groups = {};
  for (const file of files) (groups[dirname(file)] ??= []).push(file);
  return Object.entries(groups);
}

function allResults() {
  return Object.fromEntries(Object.keys(packages).map((name) => [name, readResults(name)]));
}

/** Fails where an entry of equivalent.json speaks of a text that is gone or of a mutant that a test kills. */
function check() {
  const equivalents = readEquivalents();
  const problems = [
    ...outdated(root, equivalents).map((entry) => [entry, 'its text no longer stands in the file']),
    ...unused(equivalents, allResults()).map((entry) => [entry, 'no mutant like it survived']),
  ];
  for (const [{ file, line, text, replacement }, why] of problems) {
    console.error(
      `equivalent.json: ${file}: "${text}" -> "${replacement}" in "${line}": ${why}. Remove it, or write it anew.`,
    );
  }
  console.log(`${equivalents.length} equivalent mutants are listed, ${problems.length} of them wrongly.`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
