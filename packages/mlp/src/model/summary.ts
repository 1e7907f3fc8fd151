import { parametersOfLayer, type Model } from './model.js';

/**
 * parameters of dense = inputs x units + units
 *
 * The layers of a model as a table: what each is, the shape that comes out (n samples), and how much it learns.
 *
 * @example
 * summary(sequential([dense({ units: 2 })], { inputs: 3, loss: halfSquaredError })).split('\n')[2] // => 'dense1 (2 units)  n x 2            8'
 */
export function summary(model: Model): string {
  const rows = model.layers.map(({ name, layer, outputs }) => [
    layer.describe ? `${name} (${layer.describe})` : name,
    `n x ${outputs}`,
    grouped(parameterCount(model, name)),
  ]);
  const table = [['layer', 'output', 'parameters'], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column].length)));
  const lines = table.map(([layer, output, parameters]) =>
    [layer.padEnd(widths[0]), output.padEnd(widths[1]), parameters.padStart(widths[2])].join('  '),
  );
  const rule = '-'.repeat(widths[0] + widths[1] + widths[2] + 4);
  const total = model.layers.reduce((sum, { name }) => sum + parameterCount(model, name), 0);
  return [
    lines[0],
    rule,
    ...lines.slice(1),
    rule,
    `${grouped(model.inputs)} inputs, ${grouped(model.outputs)} outputs, loss ${model.head.name}`,
    `${grouped(total)} parameters (${grouped(total * 8)} bytes)`,
  ].join('\n');
}

function parameterCount(model: Model, layer: string): number {
  return Object.values(parametersOfLayer(model.parameters, layer)).reduce((sum, p) => sum + p.data.length, 0);
}

/** 407050 as 407,050, the same in every locale. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
