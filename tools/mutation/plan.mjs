// What is mutated, what is left out, and what is asked of it.

/** The packages, the share of mutants that their tests have to kill, and whether these tests look at how counterexamples shrink. */
export const packages = {
  'core-math': { bar: 0.95 },
  gradcheck: { bar: 0.9, shrinks: true },
  perceptron: { bar: 0.95 },
  mlp: { bar: 0.9 },
};

/** Milliseconds of tests, those nearest first, after which a mutant counts as survived, though another test might have killed it. */
export const enough = 10_000;

/** Mutants that are made but not tried, and why. */
export const leftOut = {
  StringLiteral:
    'words: messages, names, TeX and sources, which tests do not hold letter by letter. A string that decides something stands in a comparison, and comparisons are mutated.',
  landmarks:
    'points that generators of cases visit besides all others: they change where tests look, not what a formula gives.',
};

/** Files of src that hold no code that is shipped. */
export function isMutated(path) {
  return (
    path.endsWith('.ts') && !/\.(test|mutants|test-support|script)\.ts$/.test(path) && !path.includes('/test-support/')
  );
}
