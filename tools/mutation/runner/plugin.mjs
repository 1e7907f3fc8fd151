// The test runner that Stryker drives: vitest's tests in one process, with fresh modules for every mutant.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { commonTokens, declareClassPlugin, declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { DryRunStatus, MutantRunStatus, TestStatus, toMutantRunResult } from '@stryker-mutator/api/test-runner';
import { enough, packages } from '../plan.mjs';
import { moduleLoader } from './modules.mjs';
import { mutants, switchInThreads } from './mutants.mjs';
import { runTests } from './testRun.mjs';
import { testModules } from './vitestHere.mjs';

/** Tests of the laws with wrong formulas of their own, which say nothing of the source, and what would take hours or looks at the clock. */
const leftOut = /\b(mutants|slow)\.test\.ts$/;

/** Milliseconds up to which a test counts as quick. */
const quick = 30;

class HouseTestRunner {
  static inject = [commonTokens.options];

  constructor(options) {
    const { root, packageName } = options.house;
    this.root = root;
    this.folder = join(root, 'packages', packageName);
    this.shrinks = packages[packageName].shrinks === true;
    this.usualFile = join(root, '.compiled', 'usual.json');
    this.loaded = new Set();
    this.killers = new Map();
    this.fc = createRequire(join(root, 'package.json'))('fast-check');
    this.freshModules = moduleLoader(root, testModules(this.fc), (path) => this.evaluating(path));
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    // A test that fails has done its work: nobody reads the smaller counterexample, unless that is what is tested.
    this.fc.configureGlobal({ ...this.fc.readConfigureGlobal(), endOnFailure: !this.shrinks });
    this.freshModules()(join(this.root, 'tools/vitest.setup.ts'));
    this.testFiles = readdirSync(this.folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /^(src|laws|test)\/.*\.test\.ts$/.test(name) && !leftOut.test(name))
      .map((name) => join(this.folder, name))
      .sort();
    switchInThreads();
    await this.findRelated();
  }

  /** Leaves out the test files that never load a module with mutants. This compiles everything, too, before Stryker's clock starts. */
  async findRelated() {
    const related = [];
    for (const file of this.testFiles) {
      this.loaded = new Set();
      await this.run({ files: [file], isWanted: () => false });
      if ([...this.loaded].some(hasMutants)) related.push(file);
    }
    this.testFiles = related;
  }

  async dryRun() {
    this.isCounting = true;
    const results = await this.run({
      files: this.testFiles,
      bail: false,
      onTest: (id) => {
        this.isTesting = id !== undefined;
        mutants.countFor(id ?? '');
      },
    });
    this.isCounting = false;
    const failed = results.find(({ failure }) => failure !== undefined);
    if (failed) return { status: DryRunStatus.Error, errorMessage: `${failed.id}: ${failed.failure}` };
    const counted = mutants.counted();
    this.remember(results, counted);
    return { ...completed(results), mutantCoverage: this.coverage(results, counted) };
  }

  /** While no test runs, what is executed counts for the module that is being evaluated. */
  evaluating(path) {
    this.loaded.add(path);
    if (this.isCounting && !this.isTesting) mutants.countFor(path ?? '');
  }

  /** What Stryker wants: which tests execute which mutants. What a module executes when it is loaded, tests near to it stand for. */
  coverage(results, counted) {
    const tests = {};
    const inTests = new Set();
    for (const { id } of results) {
      tests[id] = counted.get(id)?.mutants ?? {};
      for (const mutant of Object.keys(tests[id])) inTests.add(mutant);
    }
    for (const [name, { mutants: executed }] of counted) {
      if (name in tests) continue;
      const near = results.filter(({ file }) => isNear(this.folder, name, file));
      for (const [mutant, times] of Object.entries(executed)) {
        // Cases that are drawn up before the tests run them say nothing; what a module makes of itself, any test may see.
        if (name === '' && inTests.has(mutant)) continue;
        for (const { id } of near) tests[id][mutant] ??= times;
      }
    }
    return { perTest: tests, static: {} };
  }

  /** Writes down how long each test took, for the processes that come after one that a mutant has brought down. */
  remember(results, counted) {
    const usual = results.map(({ id, milliseconds }) => [id, { milliseconds, steps: counted.get(id)?.steps ?? 0 }]);
    writeFileSync(this.usualFile, JSON.stringify(usual));
  }

  usualOf(id) {
    this.usual ??= new Map(JSON.parse(readFileSync(this.usualFile, 'utf8')));
    return this.usual.get(id);
  }

  async mutantRun({ activeMutant: { id: number, fileName }, testFilter }) {
    mutants.activate(Number(number));
    const results = [];
    let left = enough;
    for (const turn of this.turns(testFilter, fileName)) {
      const wanted = new Set(turn);
      const files = [];
      for (const [file, takes] of this.inOrder(turn, fileName)) {
        if (left > 0) files.push(file);
        left -= takes;
      }
      const found = await this.run({
        files,
        isWanted: (id) => wanted.has(id),
        bail: true,
        // Loops that take no steps of the mutated code end by the clock, which a busy machine may slow down.
        limitOf: (id) => Math.ceil(20 * this.usualOf(id).milliseconds) + 3000,
        onLate: () => (mutants.isStopped = true),
        onTest: (id) => mutants.allow(this.stepsAllowed(id)),
      });
      results.push(...found);
      const killer = found.find(({ failure }) => failure !== undefined);
      if (killer === undefined) continue;
      this.killersOf(fileName).add(killer.id);
      break;
    }
    const { isStopped } = mutants;
    mutants.activate(-1);
    return isStopped ? { status: MutantRunStatus.Timeout } : toMutantRunResult(completed(results));
  }

  /** Most mutants are killed by what killed others of their file, or by one of many quick tests: these come first. */
  turns(ids, mutated) {
    const killers = this.killersOf(mutated);
    const isQuick = (id) => this.usualOf(id).milliseconds <= quick;
    const others = ids.filter((id) => !killers.has(id));
    return [ids.filter((id) => killers.has(id)), others.filter(isQuick), others.filter((id) => !isQuick(id))].filter(
      ({ length }) => length > 0,
    );
  }

  /** The tests that have killed mutants of a file. */
  killersOf(file) {
    if (!this.killers.has(file)) this.killers.set(file, new Set());
    return this.killers.get(file);
  }

  /** Ten times what the test takes without a mutant, and some: a loop may well take longer, but not without end. */
  stepsAllowed(id) {
    return 10 * ((id && this.usualOf(id).steps) ?? 0) + 1e7;
  }

  /** The files of these tests and what they take: those of the mutant's own folder first, then those that take least time. */
  inOrder(ids, mutated) {
    const total = new Map();
    for (const id of ids) {
      const file = join(this.root, id.slice(0, id.indexOf('#')));
      total.set(file, (total.get(file) ?? 0) + this.usualOf(id).milliseconds);
    }
    const isFar = (file) => Number(dirname(file) !== dirname(mutated));
    return [...total].sort(
      ([one, oneTakes], [other, otherTakes]) => isFar(one) - isFar(other) || oneTakes - otherTakes,
    );
  }

  run(options) {
    return runTests({ root: this.root, importFile: this.freshModules(), ...options });
  }
}

function hasMutants(path) {
  return path !== undefined && readFileSync(path, 'utf8').includes('stryMutAct_9fa48');
}

/** Tests of the same folder, laws, and those of the package as a whole. */
function isNear(folder, path, testFile) {
  const test = dirname(relative(folder, testFile));
  return test === 'src' || !test.startsWith('src') || test === dirname(relative(folder, path));
}

function completed(results) {
  return {
    status: DryRunStatus.Complete,
    tests: results.map(({ id, name, file, milliseconds, failure }) => ({
      id,
      name,
      fileName: file,
      timeSpentMs: milliseconds,
      ...(failure === undefined
        ? { status: TestStatus.Success }
        : { status: TestStatus.Failed, failureMessage: failure }),
    })),
  };
}

/** What plan.mjs leaves out under this name. */
const landmarks = {
  shouldIgnore: (path) => (path.isObjectProperty() && path.node.key.name === 'landmarks' ? 'landmarks' : undefined),
};

export const strykerPlugins = [
  declareClassPlugin(PluginKind.TestRunner, 'house', HouseTestRunner),
  declareValuePlugin(PluginKind.Ignore, 'landmarks', landmarks),
];
