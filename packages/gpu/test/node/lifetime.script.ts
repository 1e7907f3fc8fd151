/** Opens devices and runs plans, over and over; says how much memory it took at half-time and at the end. */
import { Matrix } from '@handgrad/core-math';
import { openDevice, type Backend, type Device, type Plan } from '../../src/index.js';

const [backend, openings, runs] = process.argv.slice(2) as [Backend, string, string];

const a = Matrix.generate(96, 16, (i, j) => Math.sin(i - j));

/** Large enough for threads. */
function plan(device: Device): Plan {
  return device.compile([a], (operations, [x]) => {
    const product = operations.multiply(x, x, { transposeRight: true });
    return [operations.map({ formula: half }, product), operations.columnSums(product)];
  });
}

function half(x: number): number {
  return x / 2;
}

async function open(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const device = await openDevice({ backend });
    await plan(device).run([a]);
    await device.close();
  }
}

async function run(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await often.run([a]);
}

/** In bytes, when all is gone that can go. */
async function memory(): Promise<{ heap: number; outside: number; resident: number }> {
  for (let i = 0; i < 3; i++) {
    global.gc!();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed, outside: external, resident: rss };
}

/** The memory after each quarter of what is done so many times. */
async function quarters(times: number, task: (count: number) => Promise<void>): Promise<unknown[]> {
  const all = [];
  for (let part = 0; part < 4; part++) {
    await task(times / 4);
    all.push(await memory());
  }
  return all;
}

const openedOften = await quarters(Number(openings), open);
const often = plan(await openDevice({ backend }));
const ranOften = await quarters(Number(runs), run);
console.log(JSON.stringify({ openings: openedOften, runs: ranOften }));
// The last device stays open: a process that forgets one ends all the same.
