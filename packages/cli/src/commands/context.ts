import type { Terminal } from '../terminal/terminal.js';

/** What every command is given: where it talks to, what was typed, and where its exit status goes. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly version: string;
  /** The words behind `handgrad`. */
  readonly commandLine: readonly string[];
  readonly finish: (status: number) => void;
}
