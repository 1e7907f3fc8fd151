import * as coreMath from '@handgrad/core-math';
import { describe, expect, test } from 'vitest';
import type { KernelFunction, PortableFunction } from '../contracts.js';
import { kernelOfActivation } from '../activations/index.js';
import { kernelOfLoss } from '../losses/index.js';
import { kernelOfRegularizer } from '../regularizers/index.js';
import { regularizers } from '@handgrad/mlp';
import * as mathFunctions from './mathFunctions.js';
import { kernelFunctions, kernelName, kernelText } from './kernelTexts.js';
import { portableProblems } from './subset.js';

/** A function by its text: what TypeScript would not let anybody write, or would write anew. */
function written(text: string): PortableFunction {
  return Object.assign((): number => NaN, { toString: () => text });
}

function named(name: string, text: string): PortableFunction {
  return Object.defineProperty(written(text), 'name', { value: name });
}

function f(body: string): PortableFunction {
  return written(`function f(x, y) { ${body} }`);
}

const accepted: readonly string[] = [
  'return x + y - 2 * x / y % 3 ** 2;',
  'const s = x * x; let t = s; t += y; t -= 1; t *= 2; t /= 3; t = t + 1; return t;',
  'if (x > 0) return 1; else if (x === 0) { return 0; } else return -1;',
  'if (x <= 0 || !(y >= 1 && x !== y)) return 0; return x < y ? x : y;',
  'let s = 0; for (let i = 0; i < 10; i++) { if (i === 3) continue; if (s > 5) break; s += x; } return s;',
  'let s = 0; for (let i = 10; i > 0; i -= 2) s += i; return s;',
  'let s = x; while (s > 1) { s /= 2; } return s;',
  'const positive = x > 0; return positive ? x : -x;',
  'let positive = x > 0; positive = y > 0 && positive; return positive ? x : y;',
  'return Math.abs(x) + Math.exp(x) + Math.log(x) + Math.log2(x) + Math.log10(x) + Math.log1p(x) + Math.expm1(x);',
  'return Math.sqrt(x) + Math.tanh(x) + Math.pow(x, 2) + Math.max(x, y) + Math.min(x, 0) + Math.sign(x);',
  'return Math.floor(x) + Math.ceil(x) + Math.round(x) + Math.trunc(x) + Math.PI + Math.LN2 + Math.SQRT2 + Math.E;',
  'return x < Infinity ? 1e-37 : NaN;',
  'return -0.5 * x;',
];

/** The words of the rule, and what breaks it. */
const refused: readonly (readonly [string, string, string])[] = [
  ['nothing from outside', 'return x * slope;', 'slope'],
  ['the function; a parameter is copied', 'x = 2; return x;', 'x = 2'],
  ['the function; a parameter is copied', 'x += 2; return x;', 'x += 2'],
  ['variables with a first value', 'let t; t = x; return t;', 't'],
  ['variables that are plain names', 'const { t } = x; return t;', '{ t }'],
  ['named unlike the parameters', 'if (x > 0) { const y = 1; return y; } return 0;', 'y'],
  ['assignments, such as k += 1', 'let t = x; t++; return t;', 't++'],
  ['assignments, such as k += 1', 'Math.abs(x); return x;', 'Math.abs(x)'],
  ['one of = += -= *= /=', 'let t = x; t **= 2; return t;', 't **= 2'],
  ['no assignment expression', 'let t = x; return (t = 2);', 't = 2'],
  ['no sequence expression', 'return (x, y);', 'x, y'],
  ['a number here', 'return x > 0;', 'x > 0'],
  ['a number here', 'return 2 * (x > 0);', 'x > 0'],
  ['a number here', 'return Math.abs(x > 0);', 'x > 0'],
  ['a number here', 'const positive = x > 0; return x * positive;', 'positive'],
  ['a number here', 'return -(x > 0);', 'x > 0'],
  ['a comparison as condition', 'if (x) return 1; return 0;', 'x'],
  ['a comparison as condition', 'return x ? 1 : 0;', 'x'],
  ['a comparison as condition', 'return x > 0 && y ? 1 : 0;', 'y'],
  ['a comparison as condition', 'let s = x; while (1) { s += 1; } return s;', '1'],
  ['no true and false', 'let s = x; while (true) { s += 1; } return s;', 'true'],
  ['one of && ||', 'return (x > 0 ?? y > 0) ? 1 : 0;', 'x > 0 ?? y > 0'],
  ['one of < > <=', 'return x == 0 ? 1 : 0;', 'x == 0'],
  ['one of < > <=', 'return x != 0 ? 1 : 0;', 'x != 0'],
  ['one of + - *', 'return x & 1;', 'x & 1'],
  ['one of - !', 'return +x;', '+x'],
  ['one of - !', 'return ~x;', '~x'],
  ['loops that declare their counter', 'let i = 0; for (i = 0; i < 3; i++) {} return i;', 'i = 0'],
  ['loops with a condition', 'for (let i = 0; ; i++) { if (i > 3) return i; }', '{ if (i > 3) return i; }'],
  ['counters that go by', 'let s = 0; for (let i = 3; i > 0; i--) s += i; return s;', 'i--'],
  ['counters that go by', 'let s = 0; for (let i = 0; i < 3; ++i) s += i; return s;', '++i'],
  ['counters that go by', 'let s = 0; for (let i = 1; i < 9; i *= 2) s += i; return s;', 'i *= 2'],
  ['functions of Math that every GPU has', 'return Math.sin(x);', 'Math.sin(x)'],
  ['functions of Math that every GPU has', 'return Math.hypot(x, y);', 'Math.hypot(x, y)'],
  ['functions of Math that every GPU has', 'return Math.cbrt(x);', 'Math.cbrt(x)'],
  ['two arguments', 'return Math.max(x, y, 0);', 'Math.max(x, y, 0)'],
  ['two arguments', 'return Math.min(x);', 'Math.min(x)'],
  ['one of Math.E', 'return Math.SQRT3;', 'Math.SQRT3'],
  ['one of Math.E', 'return x.length;', 'x.length'],
  ['calls of Math and of the helpers', 'return g(x);', 'g(x)'],
  ['calls of Math and of the helpers', 'return Number.isNaN(x);', 'Number.isNaN(x)'],
  ['calls of Math and of the helpers', 'return Math["exp"](x);', 'Math["exp"](x)'],
  ['calls of Math and of the helpers', 'return f(x, y);', 'f(x, y)'],
  ['numbers only', 'return "1";', '"1"'],
  ['numbers without separators', 'return 1_000 * x;', '1_000'],
  ['0 or a size of', 'return 1e39;', '1e39'],
  ['0 or a size of', 'return x * 1e-39;', '1e-39'],
  ['no function declaration', 'function g() { return 1; } return x;', 'function g() { return 1; }'],
  ['no arrow function expression', 'return () => x;', '() => x'],
  ['no switch statement', 'switch (x) { default: return 1; }', 'switch (x) { default: return 1; }'],
  ['no throw statement', 'throw x;', 'throw x;'],
  ['no labeled statement', 'a: for (let i = 0; i < 3; i++) break; return x;', 'a: for (let i = 0; i < 3; i++) break;'],
  ['no do while statement', 'let s = x; do { s += 1; } while (s < 3); return s;', 'do { s += 1; } while (s < 3);'],
  ['no this expression', 'return this;', 'this'],
  ['one of Math.E', 'return this.x;', 'this.x'],
  ['no new expression', 'return new x();', 'new x()'],
  ['no array expression', 'return [x];', '[x]'],
  ['a number to return', 'return;', 'return;'],
  ['a number returned on every path', 'if (x > 0) return 1;', 'f'],
  ['a number returned on every path', 'if (x > 0) { return 1; } else if (y > 0) { return 2; }', 'f'],
];

describe('the portable subset', () => {
  test.each(accepted)('holds %s', (body) => {
    expect(portableProblems(f(body))).toEqual([]);
  });

  test.each(refused)('asks for %s: %s', (rule, body, got) => {
    expect(portableProblems(f(body)).some((one) => one.includes(rule) && one.endsWith(`got \`${got}\``))).toBe(true);
  });

  test.each([
    '(x) => x',
    'f(x) { return x; }',
    'async function f(x) { return x; }',
    'function* f(x) { return x; }',
    'function (x) { return x; }',
  ])('holds declarations with a name, and not %s', (text) => {
    expect(portableProblems(written(text))).toEqual([
      `expected a plain function declaration, function name(x) { ... }, got \`${text}\``,
    ]);
  });

  test.each(['x = 1', '...x', '{ x }', '[x]'])('holds parameters that are plain names, and not %s', (parameter) => {
    const [first] = portableProblems(written(`function f(${parameter}) { return 1; }`));
    expect(first).toBe(`expected parameters that are plain names, got \`${parameter}\``);
  });

  test('holds calls of helpers, also as a bundler writes them', () => {
    function g(x: number): number {
      return x;
    }
    expect(portableProblems(f('return g(x);'), [g])).toEqual([]);
    expect(portableProblems(f('return (0, __vite_ssr_import_0__.g)(x);'), [g])).toEqual([]);
    expect(portableProblems(f('return (0, __vite_ssr_import_0__.h)(x);'), [g])).toHaveLength(1);
  });

  test('does not hold helpers that shaders have already', () => {
    expect(portableProblems(f('return sign(x);'), [coreMath.sign])).toEqual([
      'expected helpers with names that shaders have no function of, got `sign`',
    ]);
    expect(portableProblems(coreMath.sign)).toEqual([]);
  });
});

const everyKernel: readonly (readonly [string, KernelFunction])[] = [
  ...Object.values(coreMath.activations).map((entry) => [entry.name, kernelOfActivation(entry)] as const),
  ...Object.values(coreMath.losses).map((entry) => [entry.name, kernelOfLoss(entry)] as const),
  ...Object.values(regularizers).map((entry) => [entry.name, kernelOfRegularizer(entry)] as const),
].flatMap(([name, parts]) =>
  Object.entries(parts).map(([part, kernel]) => [`${part} of ${name}`, kernel as KernelFunction] as const),
);

describe('kernels', () => {
  test.each(everyKernel)('the %s is in the portable subset, with its helpers', (_, { formula, helpers = [] }) => {
    for (const one of [formula, ...helpers]) expect(portableProblems(one, helpers)).toEqual([]);
  });

  test('what stands in for functions of Math is in the portable subset', () => {
    const all = Object.values(mathFunctions);
    expect(all.map((formula) => portableProblems(formula, all))).toEqual(all.map(() => []));
  });

  test('a kernel says nothing that GPUs lack', () => {
    for (const [, kernel] of everyKernel) {
      const text = kernelFunctions([kernel]).map(kernelText).join('\n');
      expect(text.replace(/\/\/.*/g, '')).not.toMatch(/Math\.(expm1|log1p|tanh)|Infinity|NaN/);
    }
  });

  test('a formula with the name of a shader function gets another one, and calls keep theirs', () => {
    expect(kernelText(coreMath.tanh)).toMatch(/^function tanhFormula\(x\) \{\s+return hyperbolicTangent\(x\);\s+\}$/);
    expect(kernelText(coreMath.sigmoid)).toBe(String(coreMath.sigmoid));
  });

  test('a name that a bundler has made is spelled in letters, where the function is written and where it is called', () => {
    const tanh$1 = named('tanh$1', 'function tanh$1(x) { return Math.tanh(x); }');
    const caller = named('caller', 'function caller(x) { return tanh$1(x); }');
    expect(portableProblems(caller, [tanh$1])).toEqual([]);
    expect(kernelName(tanh$1)).toBe('tanhDollar1');
    expect(kernelText(tanh$1)).toBe('function tanhDollar1(x) { return hyperbolicTangent(x); }');
    expect(kernelText(caller)).toBe('function caller(x) { return tanhDollar1(x); }');
  });
});
