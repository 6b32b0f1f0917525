import type { PayloadMap } from '../../model/payload';
import { isRemoval, withType } from '../../model/search-attribute';
import type { Effect } from '../../model/transition';
import { attributeEffects } from '../search-attributes';
import type { CommandRule } from './context';

export const recordMarker: CommandRule<'recordMarker'> = ({ markerName, details, failure, summary }) => ({
  events: [{ type: 'MarkerRecorded', markerName, details, failure, summary }],
  effects: [],
});

export const upsertSearchAttributes: CommandRule<'upsertSearchAttributes'> = ({ searchAttributes }) => ({
  events: [{ type: 'UpsertWorkflowSearchAttributes', searchAttributes: typed(searchAttributes) }],
  effects: attributeEffects(searchAttributes),
});

/** As Temporal's server does it: every value says its type, a removal has none. */
function typed(attributes: PayloadMap): PayloadMap {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, payload]) => [name, isRemoval(payload) ? payload : withType(payload)]),
  );
}

export const modifyMemo: CommandRule<'modifyMemo'> = ({ upsertedMemo }) => ({
  events: [{ type: 'WorkflowPropertiesModified', upsertedMemo }],
  effects: memoEffects(upsertedMemo),
});

/** What changed since the start is kept on the run, one field each, so that a description needs no history. */
function memoEffects(values: PayloadMap): readonly Effect[] {
  return Object.entries(values).map(([name, payload]) => ({
    do: 'set',
    hash: 'run',
    field: `memo:${name}`,
    value: JSON.stringify(payload),
  }));
}
