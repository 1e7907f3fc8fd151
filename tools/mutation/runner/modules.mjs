// Loads TypeScript modules as often as asked: compiled once, evaluated anew each time, so that every mutant starts with a
// house in which nothing has happened yet. Starting a process or a thread for each would take a hundred times as long.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import ts from 'typescript';
import { mutants, withSwitch } from './mutants.mjs';

const options = {
  module: ts.ModuleKind.CommonJS,
  target: ts.ScriptTarget.ES2023,
  esModuleInterop: true,
};

/**
 * A function that opens a fresh set of modules: each call gives an `import` with nothing loaded yet.
 *
 * @param root the folder of the house, with `packages` and `node_modules`
 * @param given modules that are not loaded but handed out, by name
 * @param onModule called with a path before its module is evaluated, and with that of the importer after
 */
export function moduleLoader(root, given, onModule = () => undefined) {
  const requireFromRoot = createRequire(join(root, 'package.json'));
  const compiled = new Map();
  const paths = new Map();
  const pathOf = (name, importer) => {
    const key = `${name} ${name.startsWith('.') ? dirname(importer) : ''}`;
    if (!paths.has(key)) paths.set(key, pathFor(root, name, importer));
    return paths.get(key);
  };

  return function freshModules() {
    const loaded = new Map();
    function load(path, importer) {
      const known = loaded.get(path);
      if (known) return known.exports;
      const module = { exports: {} };
      loaded.set(path, module);
      if (!compiled.has(path)) compiled.set(path, compile(root, path));
      onModule(path);
      compiled.get(path)(module, module.exports, (name) => find(name, path), pathToFileURL(path).href, mutants);
      onModule(importer);
      return module.exports;
    }
    function find(name, importer) {
      if (name in given) return given[name];
      const path = pathOf(name, importer);
      return path === undefined ? requireFromRoot(name) : load(path, importer);
    }
    return (path) => load(path, undefined);
  };
}

/** What it was compiled to is kept beside the house: a process that a mutant has brought down is started again in no time. */
function compile(root, path) {
  const text = readFileSync(path, 'utf8');
  const kept = join(root, '.compiled', createHash('sha256').update(path).update(text).digest('hex'));
  if (!existsSync(kept)) {
    const { outputText } = ts.transpileModule(text, { fileName: path, compilerOptions: options });
    mkdirSync(dirname(kept), { recursive: true });
    // Other processes look at it at the same time: it is there as a whole or not at all.
    const partial = `${kept}.${process.pid}`;
    writeFileSync(partial, withSwitch(outputText.replaceAll('import.meta.url', '$url')));
    renameSync(partial, kept);
  }
  const body = readFileSync(kept, 'utf8');
  return new Script(`(function (module, exports, require, $url, $mutants) {${body}\n})`, {
    filename: path,
  }).runInThisContext();
}

/** The source that is imported under this name; undefined for what others wrote. */
function pathFor(root, name, importer) {
  if (name.startsWith('.')) return sourceOf(resolve(dirname(importer), name));
  return name.startsWith('@handgrad/') ? entryOf(root, name) : undefined;
}

/** Sources import each other under the names that they will have once built: `./x.js` is `./x.ts`. */
function sourceOf(path) {
  const source = path.replace(/\.js$/, '.ts');
  return existsSync(source) ? source : path;
}

/** The source that the export condition `handgrad-source` names for an entry of a package. */
function entryOf(root, name) {
  const [, packageName, ...entry] = name.split('/');
  const folder = join(root, 'packages', packageName);
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, exports[['.', ...entry].join('/')]['handgrad-source']);
}
