import type { PortableFunction } from '../contracts.js';
import { kernelText } from '../portable/kernelTexts.js';
import type { KernelText } from './operations.js';

/** A kernel as gpu.js wants to be told it, but for its constants. */
export function kernelSettings({ functions, shape }: KernelText): object {
  return {
    output: [shape.columns, shape.rows],
    precision: 'single',
    // A loop that is longer than this would end early, and silently.
    loopMaxIterations: 2 ** 30,
    functions: functions.map(typed),
  };
}

/** With the types left to be guessed, a call with whole numbers would turn all others into whole ones. */
function typed(formula: PortableFunction): object {
  return {
    source: kernelText(formula),
    settings: { argumentTypes: new Array<string>(formula.length).fill('Number'), returnType: 'Number' },
  };
}
