import type { PayloadMap } from '../../model/payload';
import type { Effect } from '../../model/transition';
import type { CommandRule } from './context';

export const recordMarker: CommandRule<'recordMarker'> = ({ markerName, details, failure }) => ({
  events: [{ type: 'MarkerRecorded', markerName, details, failure }],
  effects: [],
});

export const upsertSearchAttributes: CommandRule<'upsertSearchAttributes'> = ({ searchAttributes }) => ({
  events: [{ type: 'UpsertWorkflowSearchAttributes', searchAttributes }],
  effects: properties('sa', searchAttributes),
});

export const modifyMemo: CommandRule<'modifyMemo'> = ({ upsertedMemo }) => ({
  events: [{ type: 'WorkflowPropertiesModified', upsertedMemo }],
  effects: properties('memo', upsertedMemo),
});

/** What changed since the start is kept on the run, one field each, so that a description needs no history. */
function properties(prefix: 'sa' | 'memo', values: PayloadMap): readonly Effect[] {
  return Object.entries(values).map(([name, payload]) => ({
    do: 'set',
    hash: 'run',
    field: `${prefix}:${name}`,
    value: JSON.stringify(payload),
  }));
}
