import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { contenders } from './contenders/index.mjs';

const child = fileURLToPath(new URL('child.mjs', import.meta.url));

/**
 * Starts the contender in a child process and waits until it has loaded.
 *
 * @returns {Promise<{ name: string, label: string, prepare: (task: object) => Promise<void>, run: (steps: number) => Promise<{ milliseconds: number, losses: number[] }>, end: () => Promise<void> }>}
 */
export async function startContender(name) {
  // 'advanced' carries typed arrays as they are.
  const running = fork(child, [name], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let said = '';
  running.stderr.on('data', (text) => (said = (said + text).slice(-4000)));
  const next = () =>
    new Promise((resolve, reject) => {
      const onMessage = (message) => {
        running.off('exit', onExit);
        if ('failed' in message) reject(new Error(`${contenders[name].label}: ${message.failed}`));
        else resolve(message.answer);
      };
      const onExit = (code, signal) => {
        running.off('message', onMessage);
        reject(new Error(`${contenders[name].label}: its process ended (${signal ?? code}).\n${said}`));
      };
      running.once('message', onMessage);
      running.once('exit', onExit);
    });
  const ask = (what, argument) => {
    running.send({ ask: what, with: argument });
    return next();
  };
  await next();
  return {
    name,
    ...contenders[name],
    prepare: (task) => ask('prepare', task),
    run: (steps) => ask('run', steps),
    end: () =>
      new Promise((resolve) => {
        if (running.exitCode !== null || running.signalCode !== null) return resolve();
        running.once('exit', () => resolve());
        if (running.connected) running.disconnect();
        else running.kill();
      }),
  };
}

/** Starts these contenders, hands them to `use`, and ends every one of them, whatever happens. */
export async function withContenders(names, use) {
  const started = [];
  try {
    for (const name of names) started.push(await startContender(name));
    return await use(started);
  } finally {
    await Promise.all(started.map((contender) => contender.end()));
  }
}
