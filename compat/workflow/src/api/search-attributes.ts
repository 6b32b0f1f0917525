import {
  type SearchAttributePair,
  type SearchAttributes,
  type SearchAttributeUpdatePair,
  TypedSearchAttributes,
  mapToPayloads,
} from '@temporalio/common';
import {
  encodeUnifiedSearchAttributes,
  searchAttributePayloadConverter,
} from '@temporalio/common/lib/converter/payload-search-attributes';
import { payloadMapToWire } from '@perdure/common/lib/wire';
import { requireRun } from '../runtime/current';

type Known = { typed: TypedSearchAttributes; untyped: SearchAttributes };

/**
 * Changes search attributes. Pairs: null removes. The deprecated map takes arrays; undefined and the empty array remove.
 * Names that the namespace does not know fail the workflow task.
 */
export function upsertSearchAttributes(searchAttributes: SearchAttributes | SearchAttributeUpdatePair[]): void {
  const run = requireRun('Workflow.upsertSearchAttributes(...) may only be used from a Workflow Execution.');
  if (searchAttributes == null) throw new Error('searchAttributes must be a non-null SearchAttributes');
  const known: Known = { typed: run.info.typedSearchAttributes, untyped: { ...run.info.searchAttributes } };
  const isPairs = Array.isArray(searchAttributes);
  const next = isPairs ? withPairs(known, searchAttributes) : withMap(known, searchAttributes);
  const payloads = isPairs
    ? encodeUnifiedSearchAttributes(undefined, searchAttributes)
    : mapToPayloads(searchAttributePayloadConverter, searchAttributes);
  run.push({ kind: 'upsertSearchAttributes', searchAttributes: payloadMapToWire(payloads) ?? {} });
  run.info = { ...run.info, typedSearchAttributes: next.typed, searchAttributes: next.untyped };
}

function withPairs({ typed, untyped }: Known, pairs: SearchAttributeUpdatePair[]): Known {
  for (const { key, value } of pairs) {
    if (value == null) delete untyped[key.name];
    else untyped[key.name] = (Array.isArray(value) ? value : [value]) as SearchAttributes[string];
  }
  return { typed: typed.updateCopy([...pairs]), untyped };
}

function withMap(known: Known, attributes: SearchAttributes): Known {
  let { typed } = known;
  const { untyped } = known;
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && !Array.isArray(value)) {
      throw new Error(`Search attribute value must be an array or undefined, got ${String(value)}`);
    }
    const before = typed.getAll().find(({ key }) => key.name === name);
    if (value == null || value.length === 0) {
      if (before) typed = typed.updateCopy([{ key: before.key, value: null } as SearchAttributeUpdatePair]);
      delete untyped[name];
      continue;
    }
    const pair = typedPair(name, value, before);
    if (pair === undefined) continue;
    typed = typed.updateCopy([pair]);
    untyped[name] = value;
  }
  return { typed, untyped };
}

/** The type of an untyped value is guessed; a text keeps the type the attribute has. */
function typedPair(
  name: string,
  values: NonNullable<SearchAttributes[string]>,
  before: SearchAttributePair | undefined,
): SearchAttributeUpdatePair | undefined {
  const guessed = TypedSearchAttributes.getKeyFromUntyped(name, values);
  if (guessed === undefined) return undefined;
  const key = guessed.type === 'TEXT' && before ? { ...guessed, type: before.key.type } : guessed;
  const single: unknown = values.length === 1 ? values[0] : values;
  const value = values.length === 1 && key.type === 'DATETIME' ? new Date(single as string | number) : single;
  return { key, value } as SearchAttributeUpdatePair;
}
