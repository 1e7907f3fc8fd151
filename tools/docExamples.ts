import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** One `@example` block: where it stands and its code, a statement a line. */
export interface Example {
  readonly file: string;
  readonly line: number;
  readonly code: string;
}

const promise = /^(?<expression>.*?);?\s*\/\/ => (?<expected>.*)$/;

/**
 * Executes every `@example` of the sources below `folder` with the given exports in scope: one test a block.
 *
 * A line `expression // => value` promises a value: a number holds to the digits that are printed, any other literal
 * structurally (typed arrays as arrays), and `throws RangeError` by the name of the error. Other lines are setup.
 */
export function testDocExamples(folder: URL, scope: Readonly<Record<string, unknown>>): void {
  const examples = sourcesBelow(fileURLToPath(folder)).flatMap(examplesIn);
  test('the package has examples, and each promises at least one value', () => {
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect(example.code, `${example.file}:${example.line}`).toMatch(/\/\/ => /);
  });
  for (const example of examples) {
    test(`the example at ${example.file.split('/src/').at(-1)}:${example.line} holds`, async () => {
      await runExample(example, scope);
    });
  }
}

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.(test|test-support|mutants)\.ts$/.test(name))
    .map((name) => `${folder.replace(/\/$/, '')}/${name}`)
    .sort();
}

/** The `@example` blocks of a file: each ends at a blank line, the next tag, "Source:" or the end of the comment. */
export function examplesIn(file: string): Example[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  const examples: Example[] = [];
  for (let i = 0; i < lines.length; i++) {
    if (!/^\s*\* @example\b/.test(lines[i]!)) continue;
    const code: string[] = [];
    let next = i + 1;
    for (; next < lines.length && /^\s*\* ?\S/.test(lines[next]!); next++) {
      const text = lines[next]!.replace(/^\s*\* ?/, '');
      // The end of the comment, where code may follow on its line.
      if (/^(@|Source:|\/(?!\/))/.test(text)) break;
      if (!text.startsWith('```')) code.push(text);
    }
    examples.push({ file, line: i + 1, code: code.join('\n') });
    i = next - 1;
  }
  return examples;
}

/** Executes one example, of a doc comment or a page, and compares what it promises. */
export async function runExample(example: Example, scope: Readonly<Record<string, unknown>>): Promise<void> {
  const checks: ((actual: unknown, error: unknown) => void)[] = [];
  const body = example.code.split('\n').map((line) => {
    const { expression, expected } = promise.exec(line)?.groups ?? {};
    if (expression === undefined || expected === undefined) return line;
    const index = checks.length;
    checks.push((actual, error) => {
      compare(actual, error, expected.trim(), `${example.file}:${example.line}: ${line}`);
    });
    // A promise may follow a declaration: `const y = f(x); // => 3` speaks of y.
    const declared = /^(?:const|let) (\w+)(?::[^=]+)? = /.exec(expression)?.[1];
    const value = declared ?? expression;
    const prefix = declared ? `${expression};` : '';
    return `${prefix} try { $check[${index}](await (${value})); } catch ($error) { if ($error?.name === 'AssertionError') throw $error; $check[${index}](undefined, $error); }`;
  });
  // Examples are TypeScript: the annotations go, nothing else changes.
  const code = ts.transpileModule(body.join('\n'), { compilerOptions: { target: ts.ScriptTarget.ES2023 } }).outputText;
  const names = Object.keys(scope).filter((name) => name !== 'default');
  const execute = new Function('$check', ...names, `return (async () => {${code}\n})();`) as (
    ...values: unknown[]
  ) => Promise<void>;
  await execute(checks, ...names.map((name) => scope[name]));
}

function compare(actual: unknown, error: unknown, expected: string, where: string): void {
  const thrown = /^throws (\w+)/.exec(expected)?.[1];
  if (thrown) {
    expect((error as Error | undefined)?.name, where).toBe(thrown);
    return;
  }
  if (error !== undefined) throw error;
  const value = new Function(`return (${expected});`)() as unknown;
  agree(actual, value, expected, where);
}

function agree(actual: unknown, value: unknown, literal: string, where: string): void {
  if (typeof value === 'number' && typeof actual === 'number' && Number.isFinite(value)) {
    expect(Math.abs(actual - value), where).toBeLessThanOrEqual(lastDigit(value, literal) / 2);
  } else if (Array.isArray(value) && ArrayBuffer.isView(actual)) {
    agreeAll(Array.from(actual as Float64Array), value, where);
  } else if (Array.isArray(value) && Array.isArray(actual)) {
    agreeAll(actual, value, where);
  } else {
    expect(actual, where).toEqual(value);
  }
}

function agreeAll(actual: readonly unknown[], value: readonly unknown[], where: string): void {
  expect(actual.length, where).toBe(value.length);
  value.forEach((item, i) => {
    agree(actual[i], item, String(item), where);
  });
}

/** The unit of the last digit printed: 0.001 for "0.731". An integer promises itself, to rounding. */
function lastDigit(value: number, literal: string): number {
  const [mantissa = '', exponent = '0'] = literal.toLowerCase().split('e');
  const decimals = /\.(\d+)/.exec(mantissa)?.[1]?.length ?? 0;
  const unit = 10 ** (Number(exponent) - decimals);
  return decimals === 0 && Number.isInteger(value) ? Math.abs(value) * 2 ** -51 : unit * (1 + 1e-9);
}
