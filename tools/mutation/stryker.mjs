// Runs Stryker over some files of a package in a copy of the house.
import { fileURLToPath } from 'node:url';
import { Stryker } from '@stryker-mutator/core';

/**
 * @param copy the folder of the copy
 * @param packageName the package whose tests run
 * @param files what is mutated, relative to the copy
 * @returns Stryker's mutants: { fileName, location, mutatorName, replacement, status }
 */
export async function mutate(copy, packageName, files, processes) {
  const before = process.cwd();
  process.chdir(copy);
  try {
    return await new Stryker({
      mutate: files,
      inPlace: true,
      testRunner: 'house',
      plugins: [fileURLToPath(new URL('runner/plugin.mjs', import.meta.url))],
      house: { root: copy, packageName },
      coverageAnalysis: 'perTest',
      mutator: { excludedMutations: ['StringLiteral'] },
      ignorers: ['landmarks'],
      concurrency: processes,
      // Loops without end are stopped by counting their steps. The clock is there for what takes no steps, and a busy machine is slow.
      timeoutMS: 60_000,
      timeoutFactor: 4,
      dryRunTimeoutMinutes: 30,
      reporters: ['progress-append-only'],
      tempDirName: '.stryker',
      ignorePatterns: ['.compiled'],
      // Tests compare files of the house with what documents print: nothing is written into them.
      disableTypeChecks: false,
      allowConsoleColors: false,
      fileLogLevel: 'off',
      warnings: { unknownOptions: false },
    }).runMutationTest();
  } finally {
    process.chdir(before);
  }
}
