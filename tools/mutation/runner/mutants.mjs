// The switch that the instrumented code looks at: which mutant is active, what has been executed, and when it is enough.
import workerThreads from 'node:worker_threads';

class Switch {
  /** The number of the mutant that is active; -1 for none. */
  active = -1;
  /** Statements and expressions executed, and how many may be until {@link reached} is asked. */
  steps = 0;
  allowed = Infinity;
  isStopped = false;
  #isCounting = false;
  #counts = new Map();
  #current;

  /** Counts what is executed from now on, for a name. */
  countFor(name) {
    this.#isCounting = true;
    this.allowed = -1;
    if (!this.#counts.has(name)) this.#counts.set(name, { mutants: [], steps: 0 });
    this.#current = this.#counts.get(name);
  }

  /** What was executed until now, by name: { mutants: { number: times }, steps }. */
  counted() {
    this.#isCounting = false;
    return new Map(
      Array.from(this.#counts, ([name, { mutants, steps }]) => [name, { mutants: { ...mutants }, steps }]),
    );
  }

  /** From now on this mutant is active. */
  activate(number) {
    this.active = number;
    this.isStopped = false;
    this.allow(Infinity);
    // Programs that a test starts are told by Stryker's own name for it.
    if (number < 0) delete process.env['__STRYKER_ACTIVE_MUTANT__'];
    else process.env['__STRYKER_ACTIVE_MUTANT__'] = String(number);
  }

  /** From now on so many steps are taken, and then an error is thrown. */
  allow(steps) {
    this.steps = 0;
    this.allowed = steps;
  }

  reached(...numbers) {
    if (!this.#isCounting) {
      this.isStopped = true;
      throw new Error(`expected an end within ${this.allowed} steps`);
    }
    this.#current.steps++;
    for (const number of numbers) this.#current.mutants[number] = (this.#current.mutants[number] ?? 0) + 1;
  }
}

export const mutants = new Switch();

/**
 * Stryker's calls, which look names up in objects, as comparisons of numbers: tests with long loops run ten times as fast. Every step is
 * counted, so that a loop without end is known by its steps and not by the clock.
 */
export function withSwitch(text) {
  return text
    .replace(/stryMutAct_9fa48\("(\d+)"\)/g, '($mutants.active === $1)')
    .replace(
      /stryCov_9fa48\(("\d+"(?:, ?"\d+")*)\)/g,
      (_, numbers) => `(++$mutants.steps > $mutants.allowed && $mutants.reached(${numbers.replaceAll('"', '')}))`,
    );
}

/** Threads get the text of functions: from now on those that are started have a switch too. */
export function switchInThreads() {
  const { Worker } = workerThreads;
  workerThreads.Worker = class extends Worker {
    constructor(text, options) {
      const here = `const $mutants = { active: ${mutants.active}, steps: 0, allowed: Infinity };`;
      super(options?.eval ? `${here}\n${text}` : text, options);
    }
  };
}
