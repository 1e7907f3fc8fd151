import { Matrix } from '@handgrad/core-math';
import { expect, test } from 'vitest';
import { openDevice } from '../src/index.js';

for (const backend of ['cpu', 'webasm'] as const)
  test(`${backend}`, async () => {
    const device = await openDevice({ backend });
    const plan = device.compile([{ rows: 2, columns: 6 }, { rows: 6, columns: 3 }, {rows:1, columns:3}], (o, [a, b, c]) => {
      const r = o.resident(Float32Array.from([1,2,3,4,5,6,7,8,9]), 3, 3);
      const z = o.multiply(a, b, { plus: c });
      const t = o.multiply(z, r, {transposeRight: true});
      return [z, o.rowSums(z), o.columnSums(z), t, o.rowBlock(r, o.entryAt(c, o.foldRows({start:0, step:{formula: function g(a: number, b: number){return 0*a+0*b;}}, over:[c]}), 1), 1)];
    });
    const out = await plan.run([Matrix.fromRows([[1, 2, 3, 4, 5, 6], [0, 1, 0, 1, 0, 1]]), Matrix.generate(6, 3, (i, j) => i + j), Matrix.row([0,1,2])]);
    console.log(out, plan.backend, plan.steps);
    expect(out.length).toBe(5);
    await device.close();
  });
