// Packs every package as it would be published and holds it to publint and to "are the types wrong".
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

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
    for (const [check, { ok, output }] of Object.entries(checks)) {
      console.log(`${ok ? 'ok    ' : 'BROKEN'} ${name}: ${check}`);
      if (!ok) {
        broken++;
        console.log(output);
      }
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exitCode = broken > 0 ? 1 : 0;
