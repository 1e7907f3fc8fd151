import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const bench = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('..', import.meta.url));

/** Installs the other libraries where they are missing, builds Handgrad where it is missing or stale, and says so. */
export function setUp(say) {
  if (missingLibraries()) {
    say('installing the libraries that Handgrad is compared with (npm ci in bench/, from the npm registry)');
    // npm hands its settings down to what it runs; its idea of the project root must not reach this npm.
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !/^npm_(config_local_prefix|package_|lifecycle_)/i.test(name)),
    );
    // None of them needs an install script, and none is run.
    runOrThrow('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: bench,
      env,
      shell: process.platform === 'win32',
    });
  }
  // turbo builds what is missing or older than its source, and nothing else: never the figures of yesterday's code.
  say('building the packages where needed');
  const packages = ['--filter=@handgrad/mlp', '--filter=@handgrad/gpu', '--filter=@handgrad/datasets'];
  runOrThrow(process.execPath, ['tools/turbo.mjs', 'run', 'build', ...packages, '--output-logs=errors-only'], {
    cwd: root,
  });
}

function missingLibraries() {
  const { dependencies } = JSON.parse(readFileSync(`${bench}package.json`, 'utf8'));
  return Object.entries(dependencies).some(([name, version]) => {
    const manifest = `${bench}node_modules/${name}/package.json`;
    return !existsSync(manifest) || JSON.parse(readFileSync(manifest, 'utf8')).version !== version;
  });
}

function runOrThrow(command, parameters, options) {
  const { status, error } = spawnSync(command, parameters, { stdio: ['ignore', 2, 'inherit'], ...options });
  if (error) throw error;
  if (status !== 0)
    throw new Error(`setUp: expected "${command} ${parameters.join(' ')}" to succeed, got exit status ${status}.`);
}
