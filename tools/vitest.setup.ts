import * as fc from 'fast-check';

// In CI the seed is fixed, so that a red run is red again; elsewhere each run explores new cases.
// fast-check prints the seed and path with every failure: HANDGRAD_SEED=<seed> npm test replays them.
const given = process.env['HANDGRAD_SEED'];
const seed = given !== undefined ? Number(given) : process.env['CI'] ? 20_240_229 : Date.now() & 0x7fffffff;
if (!Number.isInteger(seed)) {
  throw new RangeError(`HANDGRAD_SEED: expected an integer, got ${given}. Take the seed that a failed run printed.`);
}
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
