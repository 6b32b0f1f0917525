/** A value in Temporal's JSON. */
export type Json = string | number | boolean | undefined | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** How a value of ours is written in Temporal's JSON, and read back. `read` throws `MalformedJson`. */
export interface Codec<V> {
  readonly write: (value: V) => Json;
  /** Undefined for a value that says nothing, such as the zero of an enum. */
  readonly read: (json: Json) => V | undefined;
}

/** Something in a history is not what Temporal would have written there. Who reads the event says where. */
export class MalformedJson extends Error {
  constructor(json: unknown, expected: string) {
    super(`${shown(json)} is not ${expected}`);
  }
}

const SHOWN_CHARACTERS = 80;

function shown(json: unknown): string {
  const text = JSON.stringify(json) ?? 'nothing';
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}...` : text;
}

export function textIn(json: Json): string {
  if (typeof json === 'string') return json;
  throw new MalformedJson(json, 'a text');
}

export function flagIn(json: Json): boolean {
  if (typeof json === 'boolean') return json;
  throw new MalformedJson(json, 'true or false');
}

/** 64-bit integers are text in protobuf's JSON, the others numbers; hand-written histories mix them. */
export function numberIn(json: Json): number {
  const number = typeof json === 'string' && json !== '' ? Number(json) : json;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw new MalformedJson(json, 'a number');
}

export function objectIn(json: Json): JsonObject {
  if (isObject(json)) return json;
  throw new MalformedJson(json, 'an object');
}

export function listIn(json: Json): readonly Json[] {
  if (Array.isArray(json)) return json as readonly Json[];
  throw new MalformedJson(json, 'a list');
}

export function isObject(json: unknown): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** Reads a value that may be absent; `null` is how some writers say so. */
export function optional<V>(json: Json | null, read: (json: Json) => V | undefined): V | undefined {
  return json === undefined || json === null ? undefined : read(json);
}

/** The object without entries that say nothing. */
export function withoutAbsent<T extends object>(object: T): T {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as T;
}
