import { describe, expect, test } from 'vitest';
import { deviceLabel, withDevice, type DeviceName, type OpenDevice } from './withDevice.js';

/** A closed device compiles nothing more. */
function isClosed(device: OpenDevice): boolean {
  try {
    const { compile } = device as unknown as { compile: (...given: unknown[]) => { close: () => unknown } };
    void compile([{ rows: 1, columns: 1 }], () => []).close();
    return false;
  } catch (error) {
    return (error as Error).message.includes('got one that was closed');
  }
}

describe('withDevice', () => {
  test('none does without a device, and without the package', async () => {
    expect(await withDevice('none', (device) => Promise.resolve(device === undefined), '@handgrad/nowhere')).toBe(true);
  });

  test('opens the device that is named, hands it out, and closes it', async () => {
    let kept: OpenDevice | undefined;
    const backend = await withDevice('cpu', (device) => {
      kept = device;
      expect(isClosed(device!)).toBe(false);
      return Promise.resolve(device!.backend);
    });
    expect(backend).toBe('cpu');
    expect(isClosed(kept!)).toBe(true);
  });

  test('closes it after an error too, which comes out', async () => {
    let kept: OpenDevice | undefined;
    const fail = (device: OpenDevice | undefined): Promise<never> => {
      kept = device;
      return Promise.reject(new Error('the cat walked over the keyboard'));
    };
    await expect(withDevice('cpu', fail)).rejects.toThrow('the cat walked over the keyboard');
    expect(isClosed(kept!)).toBe(true);
  });

  test('says how to install the package where it is not there', async () => {
    await expect(withDevice('cpu', () => Promise.resolve(), '@handgrad/nowhere')).rejects.toThrow(
      /^--device: expected the package @handgrad\/nowhere to be installed, got the error ".*". Run npm install @handgrad\/gpu webgpu, or leave --device out\.$/,
    );
  });

  test('says what to do where the device is not there', async () => {
    // WebGL is a thing of browsers.
    await expect(withDevice('webgl2', () => Promise.resolve())).rejects.toThrow(
      /^--device webgl2: expected WebGL 2 .*, got none here\..* Or pass --device auto, which takes what is there\.$/,
    );
  });

  test('names the nearest of the known devices for an unknown one', async () => {
    await expect(withDevice('webgp' as DeviceName, () => Promise.resolve())).rejects.toThrow(
      '--device: expected one of none, auto, webgpu, webgl2, webasm, cpu, got "webgp". Did you mean "webgpu"?',
    );
  });
});

test('a label says where a processor plays the GPU', () => {
  const device = { backend: 'webgpu', adapter: 'nvidia h100', software: false } as OpenDevice;
  expect(deviceLabel(device)).toBe('webgpu (nvidia h100)');
  expect(deviceLabel({ ...device, adapter: 'swiftshader', software: true })).toBe('webgpu (swiftshader, no real GPU)');
});
