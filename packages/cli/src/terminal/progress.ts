import { Presets, SingleBar } from 'cli-progress';
import type { Terminal } from './terminal.js';

/** A bar over a known number of steps, with words behind it; nothing at all where the output is no terminal. */
export interface Progress {
  readonly update: (step: number, words: string) => void;
  readonly stop: () => void;
}

const silent: Progress = { update: () => undefined, stop: () => undefined };

/** Draws "  epoch 2/5  ███████░░░  120/469  loss 0.102  accuracy 0.969  9 s left". */
export function progressBar(terminal: Terminal, title: string, total: number): Progress {
  if (!terminal.interactive) return silent;
  const bar = new SingleBar(
    {
      format: `  ${title}  {bar}  {value}/{total}  {words}`,
      barsize: Math.max(10, Math.min(30, terminal.width - 75)),
      clearOnComplete: true,
      hideCursor: true,
      stopOnComplete: false,
      fps: 8,
      gracefulExit: false,
    },
    Presets.shades_classic,
  );
  bar.start(total, 0, { words: '' });
  return {
    update: (step, words) => {
      bar.update(step, { words });
    },
    stop: () => {
      bar.stop();
    },
  };
}
