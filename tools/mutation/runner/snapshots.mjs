// Matchers that compare with a text in the test or in a file: as vitest's own, but for writing new ones.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(createRequire(import.meta.url).resolve('vitest/package.json'));
const fromVitest = (name) => import(pathToFileURL(require.resolve(name)).href);
const { format } = await fromVitest('@vitest/pretty-format');
const { stripSnapshotIndentation } = await fromVitest('@vitest/snapshot');

export const snapshotMatchers = {
  toMatchInlineSnapshot(received, snapshot) {
    return verdict(shown(received), stripSnapshotIndentation(snapshot));
  },
  toThrowErrorMatchingInlineSnapshot(received, snapshot) {
    return verdict(shown(errorOf(received)), stripSnapshotIndentation(snapshot));
  },
  toMatchFileSnapshot(received, path) {
    return verdict(received, readFileSync(resolve(dirname(this.testPath), path), 'utf8'));
  },
};

function shown(value) {
  return format(value, {
    escapeRegex: true,
    escapeString: false,
    printBasicPrototype: false,
    printFunctionName: false,
  });
}

function errorOf(action) {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}

function verdict(received, snapshot) {
  return {
    pass: received.trim() === snapshot.trim(),
    message: () => `expected the snapshot\n${snapshot}\ngot\n${received}`,
  };
}
