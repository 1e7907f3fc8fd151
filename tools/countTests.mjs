// Adds up the JSON reports that vitest wrote, one for each package: prints "<passed> <failed>".
// Fails when a package left no report, when a test was skipped, or when nothing ran.
import { existsSync, readFileSync, readdirSync } from 'node:fs';

const folder = process.argv[2];
const packages = readdirSync(new URL('../packages/', import.meta.url));
let passed = 0;
let failed = 0;
const complaints = [];
for (const name of packages) {
  const file = `${folder}/${name}.json`;
  if (!existsSync(file)) {
    complaints.push(`${name}: no report of its tests`);
    continue;
  }
  const report = JSON.parse(readFileSync(file, 'utf8'));
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  // A file that does not even load has no tests that could fail.
  failed += report.testResults.filter(
    (result) => result.status === 'failed' && result.assertionResults.length === 0,
  ).length;
  if (report.numPendingTests + report.numTodoTests > 0) complaints.push(`${name}: tests were skipped`);
  if (report.numTotalTests === 0) complaints.push(`${name}: no tests ran`);
}
console.log(`${passed} ${failed}`);
for (const complaint of complaints) console.error(`countTests: ${complaint}`);
process.exitCode = complaints.length > 0 ? 1 : 0;
