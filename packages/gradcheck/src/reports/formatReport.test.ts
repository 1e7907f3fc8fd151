import { describe, expect, test } from 'vitest';
import { formatReport, type ReportFormat } from './formatReport.js';
import { GradientCheckError, measured, type FailureReport } from './report.js';
import { parseReport } from './reportJson.js';

const report: FailureReport = measured({
  name: 'loss|',
  verdict: 'the derivative differs from the finite difference',
  input: { weights: { rows: 1, columns: 2, data: Float64Array.of(0.5, -0) }, bias: [1] },
  parameter: 'weights[0, 1]',
  output: 'output[2]',
  analytic: 3,
  numeric: 1.5000000000012,
  allowed: 2e-8,
  diagnosis: { kind: 'factor', text: 'analytic = 2 numeric: the factor 2 is too many', comparisons: 12 },
  hint: 'look at it',
  method: 'five-point difference',
  methodReason: 'no generic function was given',
  step: 0.001,
  failedCase: 3,
  shrinks: 1,
  seed: 7,
  path: '2:0',
  replay: "checkVjp(..., { seed: 7, path: '2:0' })",
});

describe('formatReport', () => {
  test('text has a line for everything that is known', () => {
    expect(formatReport(report)).toMatchInlineSnapshot(`
      "loss|: the derivative differs from the finite difference

        input     { weights: 1 x 2 [[0.5, -0]], bias: [1] }
        entry     weights[0, 1]
        output    output[2]
        analytic  3
        numeric   1.5
        error     1.5 absolute, 1 relative, 6.8e15 ulp (allowed: 2e-8 absolute)
        certainty certain: 7.5e7 times what is allowed
        diagnosis analytic = 2 numeric: the factor 2 is too many (explains all 12 comparisons)
        hint      look at it
        method    five-point difference, step 0.001, as no generic function was given
        found     in case 3, then made simpler once
        replay    checkVjp(..., { seed: 7, path: '2:0' })
        note      no comparison can know which is wrong, the function or its derivative"
    `);
    expect(new GradientCheckError(report).message).toBe(formatReport(report, 'text'));
  });

  test('ansi is the text, with what was computed in red and what was measured in green', () => {
    const ansi = formatReport(report, 'ansi');
    // eslint-disable-next-line no-control-regex -- that is what the codes are made of
    expect(ansi.replace(/\u001b\[[\d;]*m/g, '')).toBe(formatReport(report));
    expect(JSON.stringify(ansi)).toMatchInlineSnapshot(
      `""\\u001b[1;31mloss|: the derivative differs from the finite difference\\u001b[0m\\n\\n  \\u001b[2minput     \\u001b[0m{ weights: 1 x 2 [[0.5, -0]], bias: [1] }\\n  \\u001b[2mentry     \\u001b[0mweights[0, 1]\\n  \\u001b[2moutput    \\u001b[0moutput[2]\\n  \\u001b[2manalytic  \\u001b[0m\\u001b[31m3\\u001b[0m\\n  \\u001b[2mnumeric   \\u001b[0m\\u001b[32m1.5\\u001b[0m\\n  \\u001b[2merror     \\u001b[0m1.5 absolute, 1 relative, 6.8e15 ulp (allowed: 2e-8 absolute)\\n  \\u001b[2mcertainty \\u001b[0mcertain: 7.5e7 times what is allowed\\n  \\u001b[2mdiagnosis \\u001b[0m\\u001b[1manalytic = 2 numeric: the factor 2 is too many (explains all 12 comparisons)\\u001b[0m\\n  \\u001b[2mhint      \\u001b[0mlook at it\\n  \\u001b[2mmethod    \\u001b[0mfive-point difference, step 0.001, as no generic function was given\\n  \\u001b[2mfound     \\u001b[0min case 3, then made simpler once\\n  \\u001b[2mreplay    \\u001b[0mcheckVjp(..., { seed: 7, path: '2:0' })\\n  \\u001b[2mnote      \\u001b[0mno comparison can know which is wrong, the function or its derivative""`,
    );
  });

  test('markdown is a table in which nothing is markup', () => {
    expect(formatReport(report, 'markdown')).toMatchInlineSnapshot(`
      "**loss\\|: the derivative differs from the finite difference**

      | | |
      | --- | --- |
      | input | \`{ weights: 1 x 2 [[0.5, -0]], bias: [1] }\` |
      | entry | \`weights[0, 1]\` |
      | output | \`output[2]\` |
      | analytic | \`3\` |
      | numeric | \`1.5\` |
      | error | \`1.5 absolute, 1 relative, 6.8e15 ulp (allowed: 2e-8 absolute)\` |
      | certainty | \`certain: 7.5e7 times what is allowed\` |
      | diagnosis | \`analytic = 2 numeric: the factor 2 is too many (explains all 12 comparisons)\` |
      | hint | \`look at it\` |
      | method | \`five-point difference, step 0.001, as no generic function was given\` |
      | found | \`in case 3, then made simpler once\` |
      | replay | \`checkVjp(..., { seed: 7, path: '2:0' })\` |
      | note | \`no comparison can know which is wrong, the function or its derivative\` |"
    `);
    const odd = formatReport({ name: 'f_*a', verdict: 'says `x`', input: 'a`b|c\nd' }, 'markdown');
    const broken = formatReport({ name: 'f', verdict: 'v', input: undefined, hint: 'first,\n  then' }, 'markdown');
    expect(broken.split('\n').at(-1)).toBe('| hint | `first, then` |');
    expect(odd).toBe('**f\\_\\*a: says \\`x\\`**\n\n| | |\n| --- | --- |\n| input | `"a\'b\\|c\\nd"` |');
  });

  test('json is the whole report in one line', () => {
    expect(formatReport(report, 'json')).toMatchInlineSnapshot(
      `"{"name":"loss|","verdict":"the derivative differs from the finite difference","input":{"weights":{"rows":1,"columns":2,"data":{"$Float64Array":[0.5,{"$number":"-0"}]}},"bias":[1]},"parameter":"weights[0, 1]","output":"output[2]","analytic":3,"numeric":1.5000000000012,"allowed":2e-8,"diagnosis":{"kind":"factor","text":"analytic = 2 numeric: the factor 2 is too many","comparisons":12},"hint":"look at it","method":"five-point difference","methodReason":"no generic function was given","step":0.001,"failedCase":3,"shrinks":1,"seed":7,"path":"2:0","replay":"checkVjp(..., { seed: 7, path: '2:0' })","absoluteError":1.4999999999988,"relativeError":0.9999999999984001,"ulpError":6755399441050340,"certainty":"certain","note":"no comparison can know which is wrong, the function or its derivative"}"`,
    );
  });

  test('leaves out what is not known', () => {
    expect(formatReport({ name: 'f', verdict: 'the derivative is NaN', input: 2, parameter: 'x' })).toBe(
      'f: the derivative is NaN\n\n  input     x = 2',
    );
  });

  test('leaves out of a line what is not known of it', () => {
    const bare = measured({ name: 'f', verdict: 'v', input: 1, analytic: 1e6, numeric: 2e6, method: 'dual numbers' });
    const text = formatReport(bare);
    expect(text).toContain('\n  error     1e6 absolute, 0.5 relative, 4.3e15 ulp\n  method    dual numbers\n');
    expect(formatReport({ name: 'f', verdict: 'v', input: 1, step: 0.5, methodReason: 'r' })).not.toContain('method');
  });

  test('leaves out a line that would need what is not known', () => {
    const linesOf = (known: Partial<FailureReport>): string[] => {
      const lines = formatReport({ name: 'f', verdict: 'v', input: undefined, ...known }).split('\n');
      expect(lines.slice(0, 2)).toEqual(['f: v', '']);
      return lines.slice(2).map((line) => line.trim().split(' ')[0]!);
    };
    const errors = { absoluteError: 3, relativeError: 2, ulpError: 1 };
    expect(linesOf({})).toEqual([]);
    expect(linesOf(errors)).toEqual(['error']);
    for (const name of Object.keys(errors)) expect(linesOf({ ...errors, [name]: undefined })).toEqual([]);
    expect(linesOf({ absoluteError: 3, allowed: 1 })).toEqual([]);
    expect(linesOf({ certainty: 'likely', allowed: 1 })).toEqual(['certainty']);
    expect(linesOf({ failedCase: 2, shrinks: 0 })).toEqual(['found']);
    expect(linesOf({ failedCase: 2 })).toEqual([]);
    expect(linesOf({ shrinks: 0 })).toEqual([]);
    expect(linesOf({ analytic: 1, numeric: 2 })).toEqual(['analytic', 'numeric', 'note']);
    expect(linesOf({ analytic: 1 })).toEqual(['analytic']);
    expect(linesOf({ numeric: 2 })).toEqual(['numeric']);
  });

  test('says no number of times for NaN, and nothing of simplifying where nothing was simpler', () => {
    const found = { name: 'f', verdict: 'v', input: 1, failedCase: 4, shrinks: 0 };
    const text = formatReport(measured({ ...found, analytic: NaN, numeric: 1, allowed: NaN }));
    expect(text).toContain('  certainty certain\n  found     in case 4\n');
    expect(formatReport(measured({ ...found, analytic: Infinity, numeric: 1, allowed: 1 }))).toContain(
      '  certainty certain\n',
    );
  });

  test('refuses other formats and names those that there are', () => {
    expect(() => formatReport(report, 'html' as ReportFormat)).toThrow(
      'formatReport: expected a format of text, ansi, markdown, json, got "html". Take one of them.',
    );
  });

  test('cuts long inputs', () => {
    const input = Array.from({ length: 8 }, () => 'a'.repeat(100));
    expect(formatReport({ name: 'f', verdict: 'v', input }).length).toBeLessThan(450);
    const long = 'a'.repeat(398);
    expect(formatReport({ name: 'f', verdict: 'v', input: long }).endsWith(` "${long}"`)).toBe(true);
    expect(formatReport({ name: 'f', verdict: 'v', input: `${long}a` })).toMatch(/a{399} \.\.\.$/);
  });
});

describe('parseReport', () => {
  test.each<[string, unknown]>([
    ['NaN, infinities and -0', [NaN, Infinity, -Infinity, -0, 0, 1e-300, Number.MAX_VALUE]],
    [
      'typed arrays',
      { double: Float64Array.of(1, NaN, -0), single: Float32Array.of(0.1, Infinity), none: new Float64Array() },
    ],
    ['nested lists', [[1, [2, []]], { a: { b: [null, true, 'text'] } }]],
    ['a matrix', { rows: 1, columns: 2, data: Float64Array.of(1, 2) }],
    ['a number', 0.1],
    ['records that look like codes', [{ $number: 1, other: 2 }, { $Float64Array: 3 }]],
    [
      'parameters that are called like codes',
      { $number: 1, a: { $number: NaN }, b: { $$number: { $Float32Array: [] } } },
    ],
    ['a parameter alone that is called like a code', { $number: -0 }],
    ['names with $ inside', { price$: 1, a$$b: { $$: -0, c$: [] } }],
    ['lists in which codes stand', [[{ $number: 1 }, -0]]],
  ])('gives back %s', (_what, input) => {
    expect(parseReport(formatReport({ ...report, input }, 'json'))).toStrictEqual({ ...report, input });
  });

  test('says last what no comparison can know, which is no part of the report that is read back', () => {
    const json = formatReport(report, 'json');
    expect(JSON.parse(json)).toHaveProperty('note', /note +(.*)$/.exec(formatReport(report))![1]);
    expect(parseReport(json)).not.toHaveProperty('note');
    expect(formatReport({ name: 'f', verdict: 'v', input: 1 }, 'json')).toBe('{"name":"f","verdict":"v","input":1}');
  });

  test('gives back every number of a report of NaN', () => {
    const broken = measured({ name: 'f', verdict: 'v', input: -0, analytic: NaN, numeric: Infinity, allowed: NaN });
    expect(parseReport(formatReport(broken, 'json'))).toStrictEqual(broken);
  });

  test('makes records of matrices of a class, and text of functions', () => {
    class Matrix {
      constructor(
        readonly rows: number,
        readonly columns: number,
        readonly data: Float64Array,
      ) {}
    }
    const input = { weights: new Matrix(1, 1, Float64Array.of(-0)), f: Math.sin };
    const read = parseReport(formatReport({ name: 'f', verdict: 'v', input }, 'json')).input;
    expect(read).toStrictEqual({
      weights: { rows: 1, columns: 1, data: Float64Array.of(-0) },
      f: { $text: 'function sin() { [native code] }' },
    });
  });

  test('makes records of matrices that hold more, or hold it behind getters', () => {
    class Tagged {
      readonly tag = 'more';
      readonly #numbers = Float64Array.of(1, 2);
      readonly columns = 2;
      get rows(): number {
        return this.#numbers.length / this.columns;
      }
      get data(): Float64Array {
        return this.#numbers;
      }
    }
    const read = parseReport(formatReport({ name: 'f', verdict: 'v', input: new Tagged() }, 'json')).input;
    expect(read).toStrictEqual({ rows: 1, columns: 2, data: Float64Array.of(1, 2) });
  });

  test('refuses what is no report', () => {
    expect(() => parseReport('{')).toThrow(SyntaxError);
    for (const json of ['null', '3', '[]', '{"name":"f"}', '{"verdict":"v","name":1}']) {
      expect(() => parseReport(json)).toThrow('parseReport: expected a report, got other JSON.');
    }
  });
});

describe('measured', () => {
  const base = { name: 'f', verdict: 'v', input: 1, numeric: 1, allowed: 0.01 };

  test.each([
    [1.05, 'borderline'],
    [1.09, 'borderline'],
    [1.15, 'likely'],
    [1.9, 'likely'],
    [2, 'likely'],
    [2.1, 'certain'],
    [3, 'certain'],
    [Infinity, 'certain'],
    [NaN, 'certain'],
  ] as const)('%s instead of 1 +- 0.01 is %s', (analytic, certainty) => {
    expect(measured({ ...base, analytic }).certainty).toBe(certainty);
  });

  test('ten times what is allowed is borderline still', () => {
    expect(measured({ name: 'f', verdict: 'v', input: 1, analytic: 1, numeric: 2, allowed: 0.1 }).certainty).toBe(
      'borderline',
    );
  });

  test('takes no errors of NaN, nor of one number alone', () => {
    for (const numbers of [
      { analytic: NaN, numeric: 1 },
      { analytic: Infinity, numeric: Infinity },
      { analytic: 1 },
      { numeric: 1 },
    ]) {
      const report = measured({ name: 'f', verdict: 'v', input: 1, ...numbers });
      for (const error of ['absoluteError', 'relativeError', 'ulpError']) expect(report).not.toHaveProperty(error);
    }
    for (const number of [{ analytic: 1 }, { numeric: 1 }]) {
      const report = measured({ name: 'f', verdict: 'v', input: 1, allowed: 1, ...number });
      expect(report).not.toHaveProperty('certainty');
    }
  });

  test('says nothing where nothing was compared, and no certainty where nothing says what is allowed', () => {
    expect(measured({ name: 'f', verdict: 'v', input: 1 })).toEqual({ name: 'f', verdict: 'v', input: 1 });
    expect(measured({ name: 'f', verdict: 'v', input: 1, analytic: 1, numeric: 2 })).not.toHaveProperty('certainty');
  });
});
