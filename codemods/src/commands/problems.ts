import { EXIT } from '../cli/exit-codes';
import type { Terminal } from '../cli/terminal';
import type { Migration } from '../run/migrate';

/** Names the files on which a transform failed, and sets the exit code. */
export function problemsExit(terminal: Terminal, { problems }: Migration): void {
  for (const { path, transform, message } of problems) terminal.note(`${path}: ${transform} failed: ${message}`);
  process.exitCode = problems.length > 0 ? EXIT.found : EXIT.ok;
}
