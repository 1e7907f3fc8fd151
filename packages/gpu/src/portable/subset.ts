import { parse, type AnyNode, type FunctionDeclaration, type Node } from 'acorn';
import type { PortableFunction } from '../contracts.js';
import { hasStandIn } from './kernelTexts.js';
import { isTaken } from './takenNames.js';

/**
 * What keeps a formula from running on every backend of gpu.js: nothing for one that is in the portable subset. Each entry
 * names the rule and the text that breaks it.
 *
 * The subset: a plain `function name(x, y) { ... }` over numbers, which reads nothing but its parameters, its own `const` and
 * `let`, and calls nothing but its helpers and these of Math: abs, exp, log, log2, log10, log1p, expm1, sqrt, tanh, pow, max
 * and min of two, floor, ceil, round, trunc, sign. Conditions are comparisons, loops count upwards, every path returns a
 * number. What it cannot see: a negative base of `Math.pow`, and cancellation in float32.
 *
 * @example
 * portableProblems(function twice(x: number) { return 2 * x; }) // => []
 * portableProblems((x: number) => 2 * x)[0] // => 'expected a plain function declaration, function name(x) { ... }, got `(x) => 2 * x`'
 */
export function portableProblems(
  formula: PortableFunction,
  helpers: readonly PortableFunction[] = [],
): readonly string[] {
  const text = String(formula);
  if (!/^function\s+[\w$]+\s*\(/.test(text)) {
    return [problem('a plain function declaration, function name(x) { ... }', text)];
  }
  const taken = helpers.filter(({ name }) => isTaken(name));
  return [
    ...taken.map(({ name }) => problem('helpers with names that shaders have no function of', name)),
    ...problemsIn(parsed(text), text, new Set(helpers.map(({ name }) => name))),
  ];
}

/** The functions of Math that are the same on every backend, or have a stand-in. */
const mathFunctions = new Set('abs exp log2 log10 sqrt pow max min floor ceil round trunc sign'.split(' '));
const mathConstants = new Set('E PI LN2 LN10 LOG2E LOG10E SQRT2 SQRT1_2'.split(' '));

/** The largest and the least number that float32 has in full precision. */
const [largest, least] = [3.4028234663852886e38, 1.1754943508222875e-38];

function parsed(text: string): FunctionDeclaration {
  return parse(text, { ecmaVersion: 'latest', sourceType: 'module' }).body[0] as FunctionDeclaration;
}

function problem(rule: string, text: string): string {
  return `expected ${rule}, got \`${text.replace(/\s+/g, ' ').slice(0, 80)}\``;
}

function problemsIn(root: FunctionDeclaration, text: string, helpers: ReadonlySet<string>): string[] {
  const problems: string[] = [];
  const parameters = new Set<string>();
  const locals = new Map<string, 'number' | 'boolean'>();

  function refuse(node: Node, rule: string): void {
    problems.push(problem(rule, text.slice(node.start, node.end)));
  }

  function checkParameters(): void {
    for (const parameter of root.params) {
      if (parameter.type === 'Identifier') parameters.add(parameter.name);
      else refuse(parameter, 'parameters that are plain names');
    }
  }

  function checkBlock(statements: readonly AnyNode[]): void {
    statements.forEach(checkStatement);
  }

  function checkStatement(node: AnyNode): void {
    switch (node.type) {
      case 'BlockStatement':
        return checkBlock(node.body);
      case 'EmptyStatement':
      case 'BreakStatement':
      case 'ContinueStatement':
        return;
      case 'ReturnStatement':
        if (node.argument) return checkNumber(node.argument);
        return refuse(node, 'a number to return');
      case 'IfStatement':
        checkCondition(node.test);
        checkStatement(node.consequent);
        return node.alternate ? checkStatement(node.alternate) : undefined;
      case 'VariableDeclaration':
        return node.declarations.forEach((one) => checkDeclaration(one));
      case 'ExpressionStatement':
        return checkAssignment(node.expression);
      case 'WhileStatement':
        checkCondition(node.test);
        return checkStatement(node.body);
      case 'ForStatement':
        return checkLoop(node);
      default:
        return refuse(node, `no ${words(node.type)}`);
    }
  }

  function checkDeclaration({ id, init }: AnyNode & { type: 'VariableDeclarator' }): void {
    if (id.type !== 'Identifier') return refuse(id, 'variables that are plain names');
    if (parameters.has(id.name)) refuse(id, 'variables named unlike the parameters');
    if (!init) return refuse(id, 'variables with a first value');
    locals.set(id.name, isBoolean(init) ? 'boolean' : 'number');
    if (isBoolean(init)) checkCondition(init);
    else checkNumber(init);
  }

  function checkAssignment(node: AnyNode): void {
    if (node.type !== 'AssignmentExpression') return refuse(node, 'assignments, such as k += 1, as statements');
    if (!['=', '+=', '-=', '*=', '/='].includes(node.operator)) refuse(node, 'one of = += -= *= /=');
    if (node.left.type !== 'Identifier' || !locals.has(node.left.name)) {
      refuse(node, 'assignments to variables of the function; a parameter is copied into one');
    }
    if (isBoolean(node.right)) checkCondition(node.right);
    else checkNumber(node.right);
  }

  function checkLoop({ init, test, update, body }: AnyNode & { type: 'ForStatement' }): void {
    if (init?.type === 'VariableDeclaration') checkStatement(init);
    else refuse(init ?? body, 'loops that declare their counter');
    if (test) checkCondition(test);
    else refuse(body, 'loops with a condition');
    if (update?.type === 'UpdateExpression' && update.operator === '++' && !update.prefix) checkNumber(update.argument);
    else if (update?.type === 'AssignmentExpression' && ['+=', '-='].includes(update.operator)) checkAssignment(update);
    else refuse(update ?? body, 'counters that go by i++, i += c or i -= c');
    checkStatement(body);
  }

  function isBoolean(node: AnyNode): boolean {
    switch (node.type) {
      case 'BinaryExpression':
        return /^[<>=!]/.test(node.operator);
      case 'LogicalExpression':
        return true;
      case 'UnaryExpression':
        return node.operator === '!';
      case 'Identifier':
        return locals.get(node.name) === 'boolean';
      case 'Literal':
        return typeof node.value === 'boolean';
      case 'ConditionalExpression':
        return isBoolean(node.consequent) && isBoolean(node.alternate);
      default:
        return false;
    }
  }

  function checkCondition(node: AnyNode): void {
    if (!isBoolean(node)) return refuse(node, 'a comparison as condition');
    switch (node.type) {
      case 'BinaryExpression':
        if (!['<', '>', '<=', '>=', '===', '!=='].includes(node.operator)) refuse(node, 'one of < > <= >= === !==');
        checkNumber(node.left);
        return checkNumber(node.right);
      case 'LogicalExpression':
        if (node.operator === '??') refuse(node, 'one of && ||');
        checkCondition(node.left);
        return checkCondition(node.right);
      case 'UnaryExpression':
        return checkCondition(node.argument);
      case 'ConditionalExpression':
        return [node.test, node.consequent, node.alternate].forEach(checkCondition);
      case 'Literal':
        return refuse(node, 'no true and false');
      default:
    }
  }

  function checkNumber(node: AnyNode): void {
    if (isBoolean(node)) return refuse(node, 'a number here; of a comparison, write c ? 1 : 0');
    switch (node.type) {
      case 'Literal':
        return checkLiteral(node);
      case 'Identifier':
        if (!parameters.has(node.name) && !locals.has(node.name) && !hasStandIn(node.name)) {
          refuse(node, 'nothing from outside of the function; pass it as an argument');
        }
        return;
      case 'MemberExpression':
        return checkConstant(node);
      case 'UnaryExpression':
        if (node.operator !== '-') refuse(node, 'one of - !');
        return checkNumber(node.argument);
      case 'BinaryExpression':
        if (!['+', '-', '*', '/', '%', '**'].includes(node.operator)) refuse(node, 'one of + - * / % **');
        checkNumber(node.left as AnyNode);
        return checkNumber(node.right);
      case 'ConditionalExpression':
        checkCondition(node.test);
        checkNumber(node.consequent);
        return checkNumber(node.alternate);
      case 'CallExpression':
        checkCalled(node);
        return node.arguments.forEach(checkNumber);
      default:
        return refuse(node, `no ${words(node.type)}`);
    }
  }

  function checkLiteral(node: AnyNode & { type: 'Literal' }): void {
    if (typeof node.value !== 'number') return refuse(node, 'numbers only');
    if (node.raw?.includes('_')) refuse(node, 'numbers without separators');
    const size = Math.abs(node.value);
    if (size !== 0 && (size > largest || size < least)) refuse(node, `0 or a size of ${least} to ${largest}`);
  }

  function checkConstant(node: AnyNode & { type: 'MemberExpression' }): void {
    const name = ofMath(node);
    if (name === undefined || !mathConstants.has(name))
      refuse(node, `one of Math.${[...mathConstants].join(', Math.')}`);
  }

  function checkCalled(node: AnyNode & { type: 'CallExpression' }): void {
    const { callee } = node;
    const name = ofMath(callee as AnyNode);
    if (name === undefined) {
      const called = calledName(callee as AnyNode);
      if (called === undefined || !helpers.has(called))
        refuse(node, 'calls of Math and of the helpers that are listed');
    } else if (!mathFunctions.has(name) && !hasStandIn(`Math.${name}`)) {
      refuse(node, 'functions of Math that every GPU has');
    } else if ((name === 'max' || name === 'min') && node.arguments.length !== 2) {
      refuse(node, 'two arguments');
    }
  }

  checkParameters();
  checkBlock(root.body.body);
  if (!alwaysReturns(root.body)) refuse(root.id, 'a number returned on every path');
  return problems;
}

/** NAME of Math.NAME. */
function ofMath(node: AnyNode): string | undefined {
  if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier') return undefined;
  return node.object.type === 'Identifier' && node.object.name === 'Math' ? node.property.name : undefined;
}

/** f of f(x), also as Vite writes a function that was imported: (0, module.f)(x). */
function calledName(node: AnyNode): string | undefined {
  if (node.type === 'Identifier') return node.name;
  if (node.type !== 'SequenceExpression') return undefined;
  const last = node.expressions.at(-1);
  if (last?.type !== 'MemberExpression' || last.property.type !== 'Identifier') return undefined;
  return last.property.name;
}

function alwaysReturns(node: AnyNode): boolean {
  if (node.type === 'ReturnStatement') return true;
  if (node.type === 'BlockStatement') return node.body.some(alwaysReturns);
  return node.type === 'IfStatement' && !!node.alternate && [node.consequent, node.alternate].every(alwaysReturns);
}

/** 'SwitchStatement' -> 'switch statement' */
function words(type: string): string {
  return type.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}
