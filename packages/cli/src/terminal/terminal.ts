import { createColors } from 'picocolors';

/** Where a command talks to its user, so that tests can listen. */
export interface Terminal {
  /** Whether progress bars and colours make sense here. */
  readonly interactive: boolean;
  /** Columns that fit in a line. */
  readonly width: number;
  readonly write: (text: string) => void;
  /** One whole line. */
  readonly line: (text?: string) => void;
  /** One line to the error stream. */
  readonly error: (text: string) => void;
  readonly paint: ReturnType<typeof createColors>;
  /** Fires at Ctrl-C: a command then stops cleanly and says what it keeps. */
  readonly interrupted: AbortSignal;
}

/** The terminal of this process; `release` takes its signal handler away again. */
export function processTerminal(): { terminal: Terminal; release: () => void } {
  const interactive = process.stdout.isTTY;
  const controller = new AbortController();
  const onInterrupt = (): void => {
    // The second Ctrl-C means it.
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  process.on('SIGINT', onInterrupt);
  const write = (text: string): void => {
    process.stdout.write(text);
  };
  return {
    terminal: {
      interactive,
      width: process.stdout.columns || 100,
      write,
      line: (text = '') => {
        write(`${text}\n`);
      },
      error: (text) => {
        process.stderr.write(`${text}\n`);
      },
      paint: createColors(interactive && !process.env['NO_COLOR']),
      interrupted: controller.signal,
    },
    release: () => process.off('SIGINT', onInterrupt),
  };
}
