/** An aligned table that reads as well in a terminal as in Markdown: words to the left, numbers to the right. */
export function table(head, rows) {
  const cells = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column].length)));
  const right = head.map((_, column) => column > 0 && rows.every((row) => /^([-<>]|\d|$)/.test(String(row[column]))));
  const line = (row) =>
    `| ${row.map((cell, column) => (right[column] ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (right[column] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))).join(' | ')} |`;
  return [line(cells[0]), rule, ...cells.slice(1).map(line)].join('\n');
}

/** Three digits, never an exponent: what a reader of times compares. */
export function figure(value) {
  if (!Number.isFinite(value)) return String(value);
  if (value >= 100) return value.toFixed(0);
  if (value >= 10) return value.toFixed(1);
  return value >= 1 ? value.toFixed(2) : value.toFixed(3);
}

/** "0.142 (0.131-0.160)": the middle, and the smallest and greatest over the rounds. */
export function spread({ median, low, high }) {
  return `${figure(median)} (${figure(low)}-${figure(high)})`;
}
