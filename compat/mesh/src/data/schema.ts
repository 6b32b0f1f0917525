/** From HotMesh's schema to the definition of an index. */
import type { IndexedField, RecordIndex } from '@perdure/engine';
import { checkName } from './names';
import type { WorkflowSearchField, WorkflowSearchOptions } from './types';

const KNOWN: ReadonlySet<string> = new Set([
  'type',
  'sortable',
  'nostem',
  'weight',
  'separator',
  'casesensitive',
  'noindex',
  'indexed',
]);

/** @throws TypeError for a schema that is missing, or options of a field that have no meaning here. */
export function indexOf(entity: string, search: WorkflowSearchOptions | undefined, by: RecordIndex['by']): RecordIndex {
  const { index = entity, prefix = [entity], schema } = search ?? {};
  if (!schema || Object.keys(schema).length === 0) {
    throw new TypeError(
      `A search index of '${entity}' needs a schema: give it to the constructor or to createSearchIndex`,
    );
  }
  if (!Array.isArray(prefix)) throw new TypeError(`prefix of index '${index}' is a list of entities: ['${entity}']`);
  for (const one of prefix) checkName('entity', one);
  const indexed = Object.entries(schema).filter(([name, field]) => isIndexed(name, field));
  return {
    name: index,
    entities: prefix,
    fields: Object.fromEntries(indexed.map(([name, field]) => [name, fieldOf(field)])),
    by,
  };
}

function isIndexed(name: string, field: WorkflowSearchField): boolean {
  if (typeof field !== 'object' || (field as unknown) === null) {
    throw new TypeError(`Field '${name}' of the schema is { type: 'TEXT' | 'TAG' | 'NUMERIC', ... }`);
  }
  if (field.weight !== undefined && !(Number.isFinite(field.weight) && field.weight > 0)) {
    throw new TypeError(`The weight of field '${name}' is ${String(field.weight)}: give a number above 0`);
  }
  const unknown = Object.keys(field).find((option) => !KNOWN.has(option));
  if (unknown === undefined) return field.noindex !== true && field.indexed !== false;
  throw new TypeError(
    `Field '${name}' of the schema has the option '${unknown}', which has no meaning here; there are ${[...KNOWN].join(', ')}`,
  );
}

function fieldOf({ type, sortable, nostem, weight, separator, casesensitive }: WorkflowSearchField): IndexedField {
  return {
    type,
    ...(sortable && { sortable }),
    ...(nostem && { noStem: true }),
    ...(weight !== undefined && { weight }),
    ...(separator !== undefined && { separator }),
    ...(casesensitive && { caseSensitive: true }),
  };
}
