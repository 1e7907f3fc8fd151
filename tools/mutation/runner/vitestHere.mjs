// What tests import from "vitest", without the processes around it: its own runner and its own expectations, called directly.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { snapshotMatchers } from './snapshots.mjs';

// They come with the house's vitest, so that tests run here in the version in which they run there.
const require = createRequire(createRequire(import.meta.url).resolve('vitest/package.json'));
const fromVitest = (name) => import(pathToFileURL(require.resolve(name)).href);
const runner = await fromVitest('@vitest/runner');
const expectations = await fromVitest('@vitest/expect');
const { spyOn, restoreAllMocks } = await fromVitest('@vitest/spy');

const { chai, JestExtend, JestChaiExpect, JestAsymmetricMatchers, customMatchers, GLOBAL_EXPECT } = expectations;
for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin);

const expect = (value, message) => chai.expect(value, message);
Object.assign(expect, chai.expect, globalThis[expectations.ASYMMETRIC_MATCHERS_OBJECT]);
expect.getState = () => expectations.getState(expect);
expect.setState = (state) => expectations.setState(state, expect);
expect.extend = (matchers) => chai.expect.extend(expect, matchers);
Object.defineProperty(globalThis, GLOBAL_EXPECT, { value: expect, writable: true, configurable: true });
expect.setState({ assertionCalls: 0 });
expect.extend(customMatchers);
expect.extend(snapshotMatchers);

/** Types are checked by the compiler: here any chain of calls is fine. */
const anything = new Proxy(() => undefined, { get: () => anything, apply: () => anything });

export const { getFn, setFn, startTests } = runner;

const vitest = { ...runner, expect, expectTypeOf: anything, vi: { spyOn, restoreAllMocks } };

/** The modules that tests import and that would ask for a process of vitest around them. */
export function testModules(fc) {
  // The original takes seconds to be made; what tests use of it is `test.prop`.
  const prop = (arbitraries, parameters) => (name, holds) =>
    runner.test(name, () =>
      fc.assert(
        fc.asyncProperty(...arbitraries, async (...values) => holds(...values)),
        parameters,
      ),
    );
  const test = new Proxy(runner.test, { get: (target, key) => (key === 'prop' ? prop : target[key]) });
  return { vitest, '@fast-check/vitest': { fc, test } };
}

/** Nothing is left of the test before; matchers may ask which test it is now. */
export function forgetBefore({ name, file }) {
  expect.setState({ assertionCalls: 0, currentTestName: name, testPath: file.filepath });
}
