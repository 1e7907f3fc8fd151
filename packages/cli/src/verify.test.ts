import { fact, type Law } from '@handgrad/gradcheck';
import { createColors } from 'picocolors';
import { expect, test } from 'vitest';
import type { NamedEntry } from './catalogue.js';
import type { Terminal } from './terminal/terminal.js';
import { verify, verifyTable } from './verify.js';

const terminal: Terminal = {
  interactive: false,
  width: 100,
  write: () => undefined,
  line: () => undefined,
  error: () => undefined,
  paint: createColors(false),
  interrupted: new AbortController().signal,
};

function entry(...laws: readonly Law[]): NamedEntry {
  return { group: 'Tests', formula: { kind: 'test', name: 'subject', tex: { value: 'x' }, sources: [] }, laws };
}

const holds = fact('two is even', () => 0.5);
const broken = fact('three is even', () => {
  throw new Error('three is odd');
});

async function verifyOne(subject: NamedEntry): Promise<{ broken: readonly string[]; table: string; cases: number }> {
  const verified = await verify([subject], { runs: 5, seed: 1 }, terminal);
  return { broken: verified[0]!.broken, cases: verified[0]!.cases, table: verifyTable(verified, terminal) };
}

test('a formula whose laws hold is said to hold, with the worst error of them', async () => {
  const { broken, table, cases } = await verifyOne(entry(holds, holds));
  expect(broken).toEqual([]);
  expect(cases).toBe(2);
  expect(table).toMatch(/subject +2 +2 +5\.0e-1 +holds/);
});

test('a formula that breaks one law among others is BROKEN, and the report of that law is kept', async () => {
  const { broken: reports, table } = await verifyOne(entry(holds, broken, holds));
  expect(reports).toHaveLength(1);
  expect(reports[0]).toContain('three is odd');
  expect(table).toContain('BROKEN (1)');
});

test('a formula without laws, or with a law that tried no case, is BROKEN: nothing was checked', async () => {
  expect((await verifyOne(entry())).table).toContain('BROKEN');
  const empty: Law = { name: 'nothing tried', check: () => ({ cases: 0 }) };
  expect((await verifyOne(entry(empty))).broken[0]).toContain('nothing tried: expected at least one case');
});
