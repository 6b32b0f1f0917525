/** What records are found by: fields of some entities, in Redis' search types. */

export const FIELD_TYPES = ['TEXT', 'TAG', 'NUMERIC'] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

export interface IndexedField {
  readonly type: FieldType;
  /** Lists can be sorted by it. */
  readonly sortable?: boolean;
  /** TEXT: words count as they are, not by their stem. */
  readonly noStem?: boolean;
  /** TEXT: for the ranking of a query engine. Default 1. */
  readonly weight?: number;
  /** TAG: what stands between the tags of a value. Default a comma. */
  readonly separator?: string;
  /** TAG: capitals count. */
  readonly caseSensitive?: boolean;
}

export interface RecordIndex {
  readonly name: string;
  /** Whose records it has. */
  readonly entities: readonly string[];
  readonly fields: Readonly<Record<string, IndexedField>>;
  /** Who finds: entries of our own, a query engine in Redis, or the index of this name in other namespaces. */
  readonly by: 'entries' | 'query engine' | 'elsewhere';
  /** Of an index that is elsewhere. */
  readonly namespaces?: readonly string[];
}

/** As it is stored. `filling`: records from before the index are being added; `cursor` says how far. */
export interface StoredIndex extends RecordIndex {
  readonly state: 'filling' | 'ready';
  readonly cursor?: string;
}

export const DEFAULT_SEPARATOR = ',';

export function readIndex(json: string): StoredIndex {
  return JSON.parse(json) as StoredIndex;
}
