import { MultiBar, Presets } from 'cli-progress';
import type { Terminal } from './terminal.js';

/** A bar over a known number of steps, with words behind it; without a terminal only the printed lines remain. */
export interface Progress {
  readonly update: (step: number, words: string) => void;
  /** A line that stays. */
  readonly print: (line: string) => void;
  readonly stop: () => void;
}

/** Draws "  training  ███████░░░  epoch 2/5  step 120/469  loss 0.1021  accuracy 96.94 %  9 s left". */
export function progressBar(terminal: Terminal, title: string, total: number): Progress {
  if (!terminal.interactive) return { update: () => undefined, print: terminal.line, stop: () => undefined };
  const bars = new MultiBar(
    {
      format: `  ${title}  {bar}  {words}`,
      barsize: Math.max(10, Math.min(30, terminal.width - 90)),
      clearOnComplete: true,
      hideCursor: true,
      linewrap: false,
      fps: 8,
      gracefulExit: false,
    },
    Presets.shades_classic,
  );
  const bar = bars.create(total, 0, { words: '' });
  return {
    update: (step, words) => {
      bar.update(step, { words });
    },
    print: (line) => {
      bars.log(`${line}\n`);
    },
    stop: () => {
      bars.stop();
    },
  };
}
