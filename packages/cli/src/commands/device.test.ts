import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadModel } from '@handgrad/mlp/node';
import { describe, expect, test } from 'vitest';
import { commandLine } from '../commandLine.test-support.js';

const { folder, out, handgrad } = commandLine();
const at = (name: string): string => join(folder(), name);
const moons = 'train --data moons --samples 60 --layers 6 --activation tanh --batch 16';

function batchLosses(): number[] {
  return (JSON.parse(readFileSync(at('out/history.json'), 'utf8')) as { batches: number[] }).batches;
}

describe('handgrad train --device', () => {
  test.each(['cpu', 'webasm'])('%s takes the way of plain TypeScript, and says what it ran on', async (device) => {
    await handgrad(`${moons} --epochs 3 ${out()}`);
    const plain = batchLosses();
    const { status, out: said, errors, report } = await handgrad(`${moons} --epochs 3 --device ${device} ${out()}`);
    expect([status, errors]).toEqual([0, '']);
    expect(said).toMatch(new RegExp(`^  device: ${device} \\(.*, no real GPU\\): .* asked for$`, 'm'));
    expect(report()).toMatch(new RegExp(`3 epochs in .* on ${device} \\(`));
    const losses = batchLosses();
    expect(losses).toHaveLength(plain.length);
    losses.forEach((loss, i) => expect(Math.abs(loss - plain[i]!)).toBeLessThan(1e-5 * plain[i]! + 1e-6));
    expect((JSON.parse(readFileSync(at('out/history.json'), 'utf8')) as { device: string }).device).toMatch(device);
  });

  test('auto runs anywhere, and says what it took and why', async () => {
    const { status, out: said } = await handgrad(`${moons} --epochs 1 --device auto ${out()}`);
    expect(status).toBe(0);
    expect(said).toMatch(/^ {2}device: (webgpu|reference) \(.*\): \S.*$/m);
  });

  test('a device that is not there is refused before anything is read, with what to do', async () => {
    const { status, errors, out: said } = await handgrad(`${moons} --device webgl2 ${out()}`);
    expect([status, said]).toEqual([1, '']);
    expect(errors).toMatch(
      /^--device webgl2: expected WebGL 2 .* Or pass --device auto, which takes what is there\.\n$/,
    );
    expect(existsSync(at('out'))).toBe(false);
  });

  test('a device of another name is refused, and the nearest named', async () => {
    const { status, errors } = await handgrad(`${moons} --device webgpo ${out()}`);
    expect([status, errors]).toEqual([
      1,
      '--device: expected one of none, auto, webgpu, webgl2, webasm, cpu, got "webgpo". Did you mean "webgpu"?\n',
    ]);
  });

  test('what was learned before an error is saved where it was asked for, and it says how to go on', async () => {
    const file = at('taken');
    writeFileSync(file, 'mine');
    const saved = at('saved.safetensors');
    const {
      status,
      out: said,
      errors,
    } = await handgrad(
      `${moons} --epochs 2 --device cpu --tensorboard ${join(file, 'below')} --save ${saved} ${out()}`,
    );
    expect(status).toBe(1);
    expect(errors).not.toBe('');
    expect(said).toContain(`Ended by an error after 0 updates: ${saved} holds what was learned until then.`);
    expect(said).toContain(`It goes on with: handgrad train --resume ${saved} --device none`);
    expect(loadModel(saved).training!.steps).toBe(0);
    const rest = await handgrad(`train --resume ${saved} --device none --tensorboard ${at('logs')} ${out()}`);
    expect([rest.status, rest.errors]).toEqual([0, '']);
  });

  test('a file knows its device, and goes on there or elsewhere', async () => {
    const one = at('one.safetensors');
    await handgrad(`${moons} --epochs 1 --device cpu --save ${one} ${out()}`);
    expect((await handgrad(`summary ${one}`)).out).toContain('1 whole epochs, on the device cpu');
    const there = await handgrad(`train --resume ${one} --epochs 2 --save ${at('there.safetensors')} ${out()}`);
    expect(there.out).toContain('  device: cpu (');
    const here = await handgrad(
      `train --resume ${one} --epochs 2 --device none --save ${at('here.safetensors')} ${out()}`,
    );
    expect(here.out).not.toContain('device:');
    expect((await handgrad(`summary ${at('here.safetensors')}`)).out).toMatch(/2 whole epochs$/m);
    const [a, b] = ['there', 'here'].map((name) => loadModel(at(`${name}.safetensors`)).training!.history[1]!.loss);
    expect(Math.abs(a! - b!)).toBeLessThan(1e-5 * b! + 1e-6);
  });
});
