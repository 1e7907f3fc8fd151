import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { table } from './table.mjs';

/** Where and when the figures were taken; the load says whether the machine had other work at the start. */
export function describeMachine() {
  const processors = cpus();
  const load = loadavg()[0];
  return table(
    ['machine', ''],
    [
      ['processor', processors[0]?.model.trim() ?? 'unknown'],
      ['cores', `${processors.length}`],
      ['memory', `${Math.round(totalmem() / 2 ** 30)} GiB`],
      ['system', `${platform()} ${release()}`],
      ['Node', process.version],
      ['date', new Date().toISOString().slice(0, 10)],
      [
        'load at the start',
        `${load.toFixed(2)}${load > 0.5 ? ', the machine had other work: trust the ratios, not the times' : ''}`,
      ],
      ...versions(),
    ],
  );
}

function versions() {
  const { dependencies } = JSON.parse(readFileSync(fileURLToPath(new URL('package.json', import.meta.url)), 'utf8'));
  const require = createRequire(import.meta.url);
  const handgrad = require('@handgrad/mlp/package.json').version;
  return [
    ['Handgrad', handgrad],
    ['TensorFlow.js', dependencies['@tensorflow/tfjs-core']],
    ['brain.js', dependencies['brain.js']],
  ];
}
