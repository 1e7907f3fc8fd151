import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { writeWhole } from '@handgrad/mlp/node';
import { renderReport } from './report/report.js';
import type { ReportData } from './report/reportData.js';

/** A word of a command line as a shell takes it. */
function quoted(word: string): string {
  return /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * Makes sure, before any work is done, that the report can be written: nothing is made yet.
 *
 * @throws RangeError when the folder is a file, or lies where nothing may be written.
 */
export function requireFolder(folder: string): void {
  let nearest = resolve(folder);
  while (!existsSync(nearest)) nearest = dirname(nearest);
  if (!statSync(nearest).isDirectory()) {
    throw new RangeError(`--out: expected a folder, got ${folder}, where ${nearest} is a file. Name another folder.`);
  }
  try {
    accessSync(nearest, constants.W_OK);
  } catch (cause) {
    throw new RangeError(`--out: expected a folder that may be written to, got ${folder}. Name another folder.`, {
      cause,
    });
  }
}

/**
 * Writes `report.html`, and the figures of the training as `history.json`, into a folder that is made when missing.
 *
 * @param commandLine what was typed behind `handgrad`: typed again, it gives the same figures.
 * @returns the path of the report.
 */
export function writeReport(
  folder: string,
  data: Omit<ReportData, 'subtitle'>,
  commandLine: readonly string[],
  version: string,
): string {
  const command = ['handgrad', ...commandLine.map(quoted)].join(' ');
  const subtitle = [
    command,
    `version ${version}, Node ${process.versions.node}, ${cpus()[0]?.model.trim() ?? 'unknown processor'}`,
    new Date().toISOString().slice(0, 16).replace('T', ' ') + ' UTC',
  ].join('\n');
  mkdirSync(folder, { recursive: true });
  const { training } = data;
  if (training) {
    const { epochs, batches, device, test } = training;
    writeWhole(
      join(folder, 'history.json'),
      `${JSON.stringify({ command, ...(device !== undefined && { device }), epochs, test, batches }, null, 1)}\n`,
      '--out',
    );
  }
  const path = join(folder, 'report.html');
  writeWhole(path, renderReport({ ...data, subtitle }), '--out');
  return path;
}
