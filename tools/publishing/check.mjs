// Packs every package as it would be published and holds it to publint and to "are the types wrong"; gradcheck also to its
// size in a page, and to what its README promises to a newcomer.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkBundle } from './bundleSize.mjs';
import { coldStart } from './coldStart.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const packages = fileURLToPath(new URL('../../packages/', import.meta.url));

function run(command, options, cwd) {
  const { status, stdout, stderr, error } = spawnSync(command, options, { cwd, encoding: 'utf8' });
  if (error) throw error;
  return { ok: status === 0, output: `${stdout}${stderr}` };
}

if (!existsSync(join(here, 'node_modules'))) {
  const install = run('npm', ['ci', '--no-workspaces', '--ignore-scripts'], here);
  if (!install.ok) throw new Error(`publishing: expected npm ci to install the checks, got\n${install.output}`);
}

const scratch = mkdtempSync(join(tmpdir(), 'handgrad-pack-'));
let broken = 0;

function note(name, check, ok, output) {
  console.log(`${ok ? 'ok    ' : 'BROKEN'} ${name}: ${check}`);
  if (!ok) broken++;
  if (output) console.log(output);
}

try {
  for (const name of readdirSync(packages)) {
    const packed = run('npm', ['pack', '--silent', '--pack-destination', scratch], join(packages, name));
    const archive = join(scratch, packed.output.trim().split('\n').at(-1));
    const checks = {
      pack: packed,
      publint: run(join(here, 'node_modules/.bin/publint'), ['--strict', archive], here),
      // ESM only: require() of ES modules works from Node 20.19 on, and older resolution is not supported.
      'are the types wrong': run(join(here, 'node_modules/.bin/attw'), ['--profile', 'esm-only', archive], here),
    };
    for (const [check, { ok, output }] of Object.entries(checks)) note(name, check, ok, ok ? '' : output);
    if (name !== 'gradcheck') continue;
    const more = { 'a bundle for the browser': await checkBundle(), 'a cold start by the README': coldStart(archive) };
    for (const [check, { problems, table }] of Object.entries(more)) {
      note(name, check, problems.length === 0, [table, ...problems].join('\n'));
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exitCode = broken > 0 ? 1 : 0;
