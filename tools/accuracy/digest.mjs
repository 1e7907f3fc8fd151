import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import ts from 'typescript';

const compilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  removeComments: true,
};

/**
 * A digest of the code of a source file and of all that it imports from its own package: the same whatever the comments, types
 * and line breaks.
 */
export function digestOf(file) {
  const hash = createHash('sha256');
  for (const code of codeOf(file).values()) hash.update(code.replace(/\s+/g, ' '));
  return hash.digest('hex').slice(0, 16);
}

/** The code by file, the imported ones first. */
function codeOf(file, known = new Map()) {
  const code = ts.transpileModule(readFileSync(file, 'utf8'), { compilerOptions }).outputText;
  for (const { fileName } of ts.preProcessFile(code).importedFiles) {
    const imported = new URL(fileName.replace(/\.js$/, '.ts'), file);
    if (fileName.startsWith('.') && !known.has(imported.href)) codeOf(imported, known);
  }
  return known.set(file.href, code);
}
