// What gradcheck costs a page: everything that its entry exports, minified and gzipped, without fast-check. The aim of 12 kB
// is missed since the checker has five entry points and diagnoses; it must not grow any further without anybody noticing, and
// import nothing that a browser does not have. `node tools/publishing/bundleSize.mjs` prints it.
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';

const entry = fileURLToPath(new URL('../../packages/gradcheck/src/index.ts', import.meta.url));
const aim = 12_000;
const limit = 32_000;

/** The bytes of what `names` need, or of everything when no names are given, and what is imported from elsewhere. */
async function bundled(names) {
  const wanted = '\0wanted';
  const bundle = await rolldown({
    input: names ? wanted : entry,
    external: ['fast-check'],
    platform: 'browser',
    logLevel: 'silent',
    plugins: [
      {
        name: 'wanted',
        resolveId: (id) => (id === wanted ? id : null),
        load: (id) => (id === wanted ? `export { ${names.join(', ')} } from ${JSON.stringify(entry)};` : null),
      },
    ],
  });
  const { output } = await bundle.generate({ format: 'esm', minify: true });
  if (output.length !== 1) throw new Error(`bundleSize: expected one file, got ${output.length}`);
  const [{ code, imports, exports, modules }] = output;
  return { bytes: gzipSync(code, { level: 9 }).length, code, imports, exports, modules };
}

/** How much of the bundle is each folder's, by the length of its code. */
function sharesOf({ bytes, modules }) {
  const lengths = {};
  for (const [path, { renderedLength }] of Object.entries(modules)) {
    const folder = /\/src\/(.*)\/[^/]*$/.exec(path)?.[1];
    if (folder) lengths[folder] = (lengths[folder] ?? 0) + renderedLength;
  }
  const total = Object.values(lengths).reduce((sum, length) => sum + length, 0);
  return Object.entries(lengths)
    .sort(([, a], [, b]) => b - a)
    .map(([folder, length]) => [`  of it ${folder}`, Math.round((bytes * length) / total)]);
}

/** What is wrong with the bundle, one line each, and what to print about it. */
export async function checkBundle() {
  const all = await bundled();
  const problems = [];
  if (all.bytes >= limit) problems.push(`expected less than ${limit} bytes, got ${all.bytes}`);
  const foreign = all.imports.filter((name) => name !== 'fast-check');
  if (foreign.length > 0) problems.push(`expected no import but fast-check, got ${foreign.join(', ')}`);
  const [global] = /\b(?:process|Buffer|require|__dirname)\b(?=[.([])/.exec(all.code) ?? [];
  if (global) problems.push(`expected nothing that only Node has, got ${global}`);
  const sizes = [[`everything (aim ${aim}: ${all.bytes < aim ? 'reached' : 'missed'})`, all.bytes], ...sharesOf(all)];
  const checks = all.exports.filter((name) => name.startsWith('check')).sort();
  for (const name of checks) sizes.push([`${name} alone`, (await bundled([name])).bytes]);
  const table = sizes.map(([what, bytes]) => `${String(bytes).padStart(8)} bytes gzipped  ${what}`).join('\n');
  return { problems, table };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { problems, table } = await checkBundle();
  console.log(table);
  for (const problem of problems) console.log(`BROKEN ${problem}`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
