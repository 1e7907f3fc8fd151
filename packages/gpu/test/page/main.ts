/** What a page of a user does, on the backends that its address names: formulas of the package, some of its own, and a training. */
import { activations, Matrix, multiply, type Dataset } from '@handgrad/core-math';
import { openDevice, valueOn, type Backend, type Device, type DeviceBackend } from '@handgrad/gpu';
import { dense, fit, halfSquaredError, relu, sequential, sgd, tanh } from '@handgrad/mlp';

/** What became of one backend. */
export interface PageReport {
  readonly backend: DeviceBackend;
  readonly adapter: string;
  /** What went wrong, in words. */
  readonly problems: readonly string[];
}

const inputs = Matrix.row([-30, -2, -0.5, 0, 0.25, 1, 3, 20]);

/** As minifiers like to shorten it. */
function fires(x: number): number {
  return x > 0 ? 1 : 0;
}

/** As minifiers like to name its variables. */
function power(x: number, exponent: number): number {
  let product = 1;
  for (let i = 0; i < exponent; i++) product *= x;
  return product;
}

async function mapped(device: Device, formula: typeof power, numbers: readonly number[] = []): Promise<Float32Array> {
  const plan = device.compile([inputs], (operations, [x]) => [operations.map({ formula, numbers }, x)]);
  return (await plan.run([inputs]))[0];
}

/** Large enough to be shared among threads. */
const [left, right] = [1, 2].map((k) => Matrix.generate(80, 80, (i, j) => Math.sin(k * i + j)));

async function product(device: Device): Promise<Float32Array> {
  const plan = device.compile([left, right], (operations, [a, b]) => [operations.multiply(a, b)]);
  return (await plan.run([left, right]))[0];
}

const [samples, targets] = [2, 1].map((columns) => Matrix.generate(32, columns, (i, j) => Math.cos(i * (j + 1))));
const data: Dataset = {
  size: 32,
  inputs: 2,
  targets: 1,
  batch: (indices) => ({ inputs: samples.takeRows(indices), targets: targets.takeRows(indices) }),
};

async function losses(device?: Device): Promise<number[]> {
  const layers = [dense({ units: 8 }), tanh(), dense({ units: 1 }), relu()];
  const model = sequential(layers, { inputs: 2, loss: halfSquaredError });
  const optimizer = sgd({ learningRate: 0.1 });
  const { history } = await fit(model, data, { optimizer, epochs: 2, ...(device && { device }) });
  return history.map(({ loss }) => loss);
}

type Numbers = ArrayLike<number>;

/** What is computed, on a device and without one. */
const checks: Readonly<Record<string, [(device: Device) => Promise<Numbers>, () => Numbers | Promise<Numbers>]>> = {
  ...Object.fromEntries(
    Object.values(activations).map((activation) => [
      activation.name,
      [
        async (device: Device) => (await valueOn(device, activation, inputs)).data,
        () => inputs.data.map(activation.value),
      ],
    ]),
  ),
  fires: [(device) => mapped(device, fires), () => inputs.data.map(fires)],
  power: [(device) => mapped(device, power, [3]), () => inputs.data.map((x) => power(x, 3))],
  multiply: [product, () => multiply(left, right).data],
  fit: [losses, () => losses()],
};

async function report(backend: Backend): Promise<PageReport> {
  const device = await openDevice({ backend });
  const problems: string[] = [];
  for (const [name, [there, here]] of Object.entries(checks)) {
    try {
      const [computed, expected] = [Array.from(await there(device)), Array.from(await here())];
      const near = expected.every((value, i) => Math.abs(computed[i] - value) <= 1e-5 * Math.abs(value) + 1e-5);
      if (!near || expected.length === 0) problems.push(`${name}: ${computed} instead of ${expected}`);
    } catch (error) {
      problems.push(`${name}: ${String(error)}`);
    }
  }
  await device.close();
  return { backend: device.backend, adapter: device.adapter, problems };
}

const reports: PageReport[] = [];
for (const backend of new URLSearchParams(location.search).getAll('backend')) {
  reports.push(await report(backend as Backend));
}
(globalThis as { reports?: readonly PageReport[] }).reports = reports;
