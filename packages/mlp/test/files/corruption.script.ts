/** Run by corruption.slow.test.ts in a process of its own, so that its memory can be measured: node --expose-gc script.mjs SEED */
import { decodeModel, encodeModel, type FileForm } from '../../src/index.js';
import { corruptions, truncations, type Corrupted } from './corruptions.test-support.js';
import { hostileFiles } from './hostileFiles.test-support.js';
import { sampleModel, sampleTraining } from './sample.test-support.js';

export interface Report {
  readonly files: number;
  readonly corruptions: number;
  /** How many corruptions changed nothing (two equal bytes swapped), so that the model was read. */
  readonly equal: number;
  /** The most time that one file took, in milliseconds of the processor: others may be using it too. */
  readonly slowest: { readonly name: string; readonly milliseconds: number };
  /** By how much the memory of the process grew at most through one file, in bytes. */
  readonly memory: number;
  /** What should not be: neither refused nor equal, or refused without the name of the file. */
  readonly wrong: readonly string[];
}

const seed = Number(process.argv[2]);
const perForm = 1000;
const wrong: string[] = [];
let files = 0;
let equal = 0;
let slowest: Report['slowest'] = { name: '', milliseconds: 0 };

function bytesAgain(bytes: Uint8Array, source: string, form: FileForm): Uint8Array {
  const { model, ...saved } = decodeModel(bytes, { source });
  return encodeModel(model, { ...saved, form });
}

function isClear(error: unknown, source: string): boolean {
  if (!(error instanceof RangeError) || error.message.length > 1000) return false;
  return error.message.startsWith('decodeModel: expected ') && error.message.includes(` in ${source}, got `);
}

function attempt(form: FileForm, whole: Uint8Array, { name, bytes, readable }: Corrupted): void {
  files++;
  const source = `"digits ${files}.${form}"`;
  const start = process.cpuUsage();
  try {
    if (Buffer.compare(bytesAgain(bytes, source, form), whole) === 0) equal++;
    else if (!readable) wrong.push(`${name}: another model was read`);
  } catch (error) {
    if (!isClear(error, source)) wrong.push(`${name}: ${String(error)}`.slice(0, 500));
  }
  const { user, system } = process.cpuUsage(start);
  const milliseconds = (user + system) / 1000;
  if (milliseconds > slowest.milliseconds) slowest = { name, milliseconds };
}

/**
 * How far the highest memory that the process ever took rose above what it held before: 0 where it did not rise, for then
 * that height is the garbage of an earlier file, which was counted there.
 */
function memoryOf(action: () => void): number {
  global.gc!();
  const before = process.memoryUsage.rss();
  const highest = process.resourceUsage().maxRSS;
  action();
  const after = process.resourceUsage().maxRSS;
  return after > highest ? after * 1024 - before : 0;
}

const forms = (['safetensors', 'json'] as const).map((form) => {
  const whole = encodeModel(sampleModel(1), { ...sampleTraining(1), form });
  if (Buffer.compare(bytesAgain(whole, '', form), whole) !== 0) {
    wrong.push(`${form}: the whole file is read as another`);
  }
  return { form, whole };
});

// The hostile ones first: the highest memory that the process ever took would count the garbage of others too.
let memory = 0;
for (const { form, whole } of forms) {
  for (const corrupted of hostileFiles[form]()) {
    memory = Math.max(
      memory,
      memoryOf(() => attempt(form, whole, corrupted)),
    );
  }
}
for (const { form, whole } of forms) {
  const other = encodeModel(sampleModel(2), { ...sampleTraining(2), form });
  for (const corrupted of [...truncations(whole), ...corruptions(whole, other, seed, perForm)]) {
    attempt(form, whole, corrupted);
  }
}
process.stdout.write(
  JSON.stringify({ files, corruptions: 2 * perForm, equal, slowest, memory, wrong } satisfies Report),
);
