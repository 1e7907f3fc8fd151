// Does what the README of gradcheck asks of a newcomer, in an empty folder and with the packed package: types its commands,
// runs its wrong gradient, wants its report word for word, mends the gradient as it says, and type-checks all its examples.
// `node tools/publishing/coldStart.mjs [ARCHIVE]` prints how long each step took.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const gradcheck = join(root, 'packages/gradcheck');
const heading = '## Five minutes, from an empty folder';

/** The blocks of a page in their order: their language, "" for plain text, and their lines. */
function blocksOf(page) {
  return Array.from(page.matchAll(/^```(\w*)\n([^]*?)^```$/gm), ([, language, text]) => ({ language, text }));
}

function run(command, args, cwd) {
  // What npm tells its children about this checkout is nothing that a newcomer has.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD$)/i.test(name)));
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env, encoding: 'utf8' });
  if (error) throw error;
  return { status, output: `${stdout}${stderr}` };
}

/** Packs gradcheck into the folder, unless it is packed already. */
function packed(folder) {
  const { status, output } = run('npm', ['pack', '--silent', '--pack-destination', folder], gradcheck);
  if (status !== 0) throw new Error(`coldStart: expected npm pack to work, got\n${output}`);
  return join(
    folder,
    readdirSync(folder).find((name) => name.endsWith('.tgz')),
  );
}

/** What went wrong, one text each, and how long the steps took. */
export function coldStart(archive) {
  const page = readFileSync(join(gradcheck, 'README.md'), 'utf8');
  const start = page.indexOf(`${heading}\n`);
  const end = page.indexOf('\n## ', start + 1);
  if (start < 0 || end < 0) throw new Error(`coldStart: expected the section "${heading}" in the README`);
  const tutorial = blocksOf(page.slice(start, end));
  const [commands] = textsOf(tutorial, 'sh');
  const [program] = textsOf(tutorial, 'js');
  const [mending] = textsOf(tutorial, 'diff');
  const [report, answer] = textsOf(tutorial, '');
  if ([commands, program, mending, report, answer].includes(undefined)) {
    throw new Error(
      `coldStart: expected commands, a program, its report, how to mend it and its answer in "${heading}"`,
    );
  }
  const problems = [];
  const times = [];
  const scratch = mkdtempSync(join(tmpdir(), 'handgrad-cold-start-'));
  function step(what, action) {
    const began = performance.now();
    const problem = action();
    times.push([what, (performance.now() - began) / 1000]);
    if (problem) problems.push(`${what}: ${problem}`);
  }
  try {
    const tarball = archive ?? packed(scratch);
    const { version } = createRequire(import.meta.url)('fast-check/package.json');
    const folder = join(scratch, /mkdir (\S+)/.exec(commands)[1]);
    // The package is not published yet, and reports are word for word those of one version of fast-check.
    const names = '@handgrad/gradcheck fast-check\n';
    if (!commands.includes(names)) throw new Error(`coldStart: expected the commands to install ${names}`);
    const install = commands.replace(names, `${tarball} fast-check@${version}\n`);
    step('install', () => failed(run('bash', ['-e', '-c', install], scratch)));
    writeFileSync(join(folder, 'regression.js'), program);
    step('a wrong gradient, caught', () => {
      const { status, output } = run('node', ['regression.js'], folder);
      if (status === 0) return 'expected it to fail';
      return output.includes(report) ? undefined : `expected the report of the README, got\n${output}`;
    });
    writeFileSync(join(folder, 'regression.js'), mended(program, mending));
    step('mended', () => {
      const { status, output } = run('node', ['regression.js'], folder);
      return status === 0 && output.includes(answer) ? undefined : `expected the README's answer, got\n${output}`;
    });
    step('the types of all examples', () => typeProblems(folder, textsOf(blocksOf(page), 'ts').join('\n')));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  const table = times.map(([what, seconds]) => `${seconds.toFixed(1).padStart(8)} s  ${what}`).join('\n');
  return { problems, table };
}

function textsOf(blocks, language) {
  return blocks.filter((block) => block.language === language).map(({ text }) => text);
}

function failed({ status, output }) {
  return status === 0 ? undefined : output;
}

/** The program with the lines of a diff exchanged. */
function mended(program, diff) {
  const lines = diff.split('\n').filter((line) => line !== '');
  const linesOf = (sign) =>
    lines
      .filter((line) => line.startsWith(sign))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  if (!program.includes(linesOf('-'))) throw new Error('coldStart: expected the lines of the diff in the program');
  return program.replace(linesOf('-'), linesOf('+'));
}

/** Type-checks the examples as a user of strict TypeScript would, who tests with vitest. */
function typeProblems(folder, examples) {
  for (const name of ['vitest', '@fast-check/vitest', '@types/node']) {
    mkdirSync(join(folder, 'node_modules', name, '..'), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  }
  writeFileSync(join(folder, 'examples.ts'), examples);
  const options = {
    strict: true,
    noEmit: true,
    target: 'ES2023',
    module: 'NodeNext',
    types: ['node'],
    skipLibCheck: true,
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['examples.ts'] }));
  return failed(run('node', [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], folder));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { problems, table } = coldStart(process.argv[2]);
  console.log(table);
  for (const problem of problems) console.log(`BROKEN ${problem}`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
