import type { Finding } from '../../model/finding';
import { findingOf } from '../../model/finding-of';
import type { ScriptChange } from './script';

const found = findingOf('ci');

/** What becomes of a script that stays: its edits, and a question for each use of Temporal's command line that is left. */
export function stayingScript(at: number, { edits, leftovers }: Pick<ScriptChange, 'edits' | 'leftovers'>): Finding[] {
  const edited =
    edits.length > 0 ? [found(at, 'operational-change', 'a script without its Temporal server', { edits })] : [];
  return [...edited, ...leftovers.map((command) => leftover(at, command))];
}

function leftover(at: number, command: string): Finding {
  const short = command.split('\n')[0] ?? '';
  const question = `\`${short}\` has no server to talk to: what does the pipeline need it for?`;
  return found(at, 'unsupported', `\`${short}\` has no server to talk to`, { question });
}
