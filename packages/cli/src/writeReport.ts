import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { renderReport } from './report/report.js';
import type { ReportData } from './report/reportData.js';

/** Writes a file whole or not at all: beside its place first, then renamed. */
export function writeWhole(path: string, text: string): void {
  const partial = `${path}.${process.pid}.partial`;
  try {
    writeFileSync(partial, text);
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

/**
 * Writes `report.html`, and the figures of the training as `history.json`, into a folder that is made when missing.
 *
 * @returns the path of the report.
 */
export function writeReport(
  folder: string,
  data: Omit<ReportData, 'subtitle'>,
  command: string,
  version: string,
): string {
  const subtitle = [
    `handgrad ${command}`,
    `version ${version}, Node ${process.versions.node}, ${cpus()[0]?.model.trim() ?? 'unknown processor'}`,
    new Date().toISOString().slice(0, 16).replace('T', ' ') + ' UTC',
  ].join('\n');
  mkdirSync(folder, { recursive: true });
  const { training } = data;
  if (training) {
    const { epochs, batches, test } = training;
    writeWhole(join(folder, 'history.json'), `${JSON.stringify({ command, epochs, test, batches }, null, 1)}\n`);
  }
  const path = join(folder, 'report.html');
  writeWhole(path, renderReport({ ...data, subtitle }));
  return path;
}
