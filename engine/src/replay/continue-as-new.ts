import type { CommandOf } from '../model/command';
import type { PayloadMap } from '../model/payload';
import type { Run } from './run';

/**
 * What a new run inherits unless the code says otherwise: the memo its predecessor was started with (changes made by
 * `upsertMemo` are lost, as in Temporal) and the search attributes as they are now.
 */
export function continueAsNew(run: Run, command: CommandOf<'continueAsNew'>): void {
  const memo = isEmpty(command.memo) ? run.started?.memo : command.memo;
  const searchAttributes = command.searchAttributes ?? currentSearchAttributes(run);
  run.queue.issue({ ...command, memo, searchAttributes });
}

function currentSearchAttributes(run: Run): PayloadMap | undefined {
  const current = { ...run.started?.searchAttributes, ...run.searchAttributes };
  return isEmpty(current) ? undefined : current;
}

function isEmpty(map: PayloadMap | undefined): boolean {
  return map === undefined || Object.keys(map).length === 0;
}
