import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { randomGenerator, type Random } from '@handgrad/core-math';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fit, loadModel } from '../../src/node.js';
import { bundled, type Bundle } from './bundle.test-support.js';
import { killedOptions, restlessData, restlessModel, traceOf } from './training.test-support.js';

const kills = 50;
/** It lives for at most so many updates, and a part of another two. */
const longestLife = 4;

let bundle: Bundle;
const children = new Set<ChildProcess>();
beforeAll(async () => {
  bundle = await bundled('kill.script.ts');
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  bundle.remove();
});

interface Life {
  /** How it ended: by itself, or by the signal. */
  readonly ended: 'by itself' | 'killed';
  /** The updates, from the very beginning, whose checkpoints it said were written. */
  readonly saved: number;
}

/**
 * Trains in a process of its own. It is killed a random time after a random number of updates, so that it gets on however
 * busy the machine is, and every moment of an update can be the one; never without `random`.
 */
function live(path: string, random: Random | undefined): Promise<Life> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bundle.script, path], { stdio: ['ignore', 'pipe', 'pipe'] });
    children.add(child);
    const lastUpdate = random?.integer(longestLife) ?? Infinity;
    let begun = 0;
    let output = '';
    let errors = '';
    child.stderr.on('data', (text) => (errors += String(text)));
    child.stdout.on('data', (text) => {
      begun ||= performance.now();
      const before = linesIn(output);
      output += String(text);
      const updates = linesIn(output) - 1;
      if (before > lastUpdate || updates < lastUpdate) return;
      const oneUpdate = updates === 0 ? 20 : (performance.now() - begun) / updates;
      setTimeout(() => child.kill('SIGKILL'), random!.uniform() * 2 * oneUpdate);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      children.delete(child);
      // A line may be cut off by the kill.
      const saved = Number(/(\d+)\n[^\n]*$/.exec(output)?.[1] ?? 0);
      if (code === 0 || signal === 'SIGKILL') resolve({ ended: code === 0 ? 'by itself' : 'killed', saved });
      else reject(new Error(`the training failed: ${errors}`));
    });
  });
}

function linesIn(output: string): number {
  return output.split('\n').length - 1;
}

interface Tally {
  kills: number;
  runs: number;
  /** Kills in the middle of an epoch. */
  inEpoch: number;
  /** Kills in the middle of writing, which leave a partial file. */
  inWriting: number;
}

/** One training, killed and resumed until it ends by itself; without further kills once there were enough. */
async function trainKilled(folder: string, random: Random, tally: Tally, expected: unknown): Promise<void> {
  mkdirSync(folder);
  const path = join(folder, 'run.safetensors');
  for (;;) {
    const spare = tally.kills < kills;
    const { ended, saved } = await live(path, spare ? random : undefined);
    if (saved > 0) expect(existsSync(path)).toBe(true);
    const loaded = existsSync(path) ? loadModel(path) : undefined;
    expect(loaded?.training?.steps ?? 0).toBeGreaterThanOrEqual(saved);
    const partial = readdirSync(folder).filter((name) => name.endsWith('.partial')).length;
    // Each life tidies up behind the one before.
    expect(partial).toBeLessThanOrEqual(ended === 'killed' ? 1 : 0);
    if (ended === 'by itself') {
      expect(traceOf({ model: loaded!.model, training: loaded!.training! })).toEqual(expected);
      tally.runs++;
      return;
    }
    tally.kills++;
    tally.inWriting += partial;
    if (loaded?.training?.step) tally.inEpoch++;
  }
}

test('killed at 50 random moments, a training leaves a checkpoint that loads, and goes on to the same bits', async () => {
  const expected = traceOf(await fit(restlessModel(), restlessData(), killedOptions()));
  const seed = fc.readConfigureGlobal().seed! >>> 0;
  const tally: Tally = { kills: 0, runs: 0, inEpoch: 0, inWriting: 0 };
  const runner = async (number: number): Promise<void> => {
    const random = randomGenerator((seed + number) >>> 0);
    for (let i = 0; tally.kills < kills; i++) {
      await trainKilled(join(bundle.folder, `${number}-${i}`), random, tally, expected);
    }
  };
  const start = performance.now();
  await Promise.all([runner(0), runner(1)]);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.info(
    `${tally.kills} kills, ${tally.inEpoch} of them in the middle of an epoch, ${tally.inWriting} in the middle of writing; ${tally.runs} trainings ended with the same bits; ${seconds} s, seed ${seed}`,
  );
  expect(tally.kills).toBeGreaterThanOrEqual(kills);
  expect(tally.inEpoch).toBeGreaterThan(kills / 4);
}, 120_000);
