// Runs test files in this process: all of their tests, or those that are asked for, until one fails.
import { relative } from 'node:path';
import { Script } from 'node:vm';
import { forgetBefore, getFn, setFn, startTests } from './vitestHere.mjs';

/** What vitest would read from its configuration. */
const config = (root) => ({
  root,
  name: '',
  setupFiles: [],
  sequence: { shuffle: false, concurrent: false, hooks: 'stack', setupFiles: 'list', seed: 1 },
  maxConcurrency: 1,
  // Stryker watches the clock: it knows how long the tests of a mutant took without it.
  testTimeout: 0,
  hookTimeout: 0,
  retry: 0,
  allowOnly: true,
  passWithNoTests: true,
  tags: [],
  strictTags: false,
  includeTaskLocation: false,
});

/**
 * @param files paths of test files
 * @param importFile evaluates one
 * @param isWanted whether the test of that id runs
 * @param bail stop at the first failure
 * @param limitOf the milliseconds that the test of that id may take; a loop that holds the thread longer is broken off
 * @param onLate called where one is
 * @param onTest called with the id of each test before it runs, and with undefined after it
 * @returns for each test that ran { id, name, file, milliseconds, failure }
 */
export async function runTests({
  root,
  files,
  importFile,
  isWanted = () => true,
  bail = true,
  limitOf = () => undefined,
  onLate = () => undefined,
  onTest = () => undefined,
}) {
  const results = [];
  for (const file of files) {
    let failed = false;
    const [task] = await startTests([file], {
      config: config(root),
      importFile,
      onCollected: ([collected]) => {
        leaveOut(collected, (test) => isWanted(idOf(root, test)));
        for (const test of testsOf(collected)) {
          const limit = test.mode === 'run' ? limitOf(idOf(root, test)) : undefined;
          if (limit !== undefined) setFn(test, limited(getFn(test), limit, onLate));
        }
      },
      onBeforeRunTask: (test) => {
        if (failed && bail) test.mode = 'skip';
        forgetBefore(test);
      },
      onBeforeTryTask: (test) => onTest(idOf(root, test)),
      onAfterRunTask: (test) => {
        onTest(undefined);
        failed ||= test.result?.state === 'fail';
      },
    });
    results.push(...resultsOf(root, task));
    if (bail && results.some(({ failure }) => failure !== undefined)) break;
  }
  return results;
}

const callIt = new Script('globalThis.$limited()');

/** The same function, broken off when it does not give the thread back in time: not by its steps, but by the clock. */
function limited(run, timeout, onLate) {
  return (...args) => {
    globalThis.$limited = () => run(...args);
    try {
      return callIt.runInThisContext({ timeout });
    } catch (error) {
      if (error?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') onLate();
      throw error;
    }
  };
}

/** A suite without a test that is wanted is skipped as a whole, and so are its hooks. */
function leaveOut(suite, isWanted) {
  let anyWanted = false;
  for (const task of suite.tasks) {
    const wanted = task.type === 'suite' ? leaveOut(task, isWanted) : isWanted(task);
    if (!wanted && task.mode === 'run') task.mode = 'skip';
    anyWanted ||= wanted;
  }
  return anyWanted;
}

function resultsOf(root, file) {
  const own = testsOf(file).filter(({ result }) => result?.state === 'pass' || result?.state === 'fail');
  const results = own.map((test) => ({
    id: idOf(root, test),
    name: namesOf(test).join(' '),
    file: file.filepath,
    milliseconds: test.result.duration ?? 0,
    failure: test.result.state === 'fail' ? (test.result.errors?.[0]?.message ?? 'it failed') : undefined,
  }));
  // A file that cannot be loaded, or whose hook fails, has no test of its own that says so.
  const outside = failedSuite(file);
  if (outside !== undefined && !results.some(({ failure }) => failure !== undefined)) {
    const id = `${relative(root, file.filepath)}#`;
    results.push({ id, name: 'the file itself', file: file.filepath, milliseconds: 0, failure: outside });
  }
  return results;
}

function failedSuite(suite) {
  if (suite.result?.state === 'fail' && suite.result.errors?.length) return suite.result.errors[0].message;
  for (const task of suite.tasks) {
    const failure = task.type === 'suite' ? failedSuite(task) : undefined;
    if (failure !== undefined) return failure;
  }
  return undefined;
}

function testsOf(suite) {
  return suite.tasks.flatMap((task) => (task.type === 'suite' ? testsOf(task) : [task]));
}

function namesOf(test) {
  const names = [];
  for (let task = test; task && task.type !== undefined && task.filepath === undefined; task = task.suite)
    names.unshift(task.name);
  return names;
}

function idOf(root, test) {
  return `${relative(root, test.file.filepath)}#${namesOf(test).join(' ')}`;
}
