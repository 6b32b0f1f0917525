/** Reads a table of fields (`fields.ts`) to change every payload of a value, or to look at every one. */
import type { Failure, Payload, PayloadMap } from '@perdure/engine';
import type { PayloadTransform } from './codec';
import { FAILURE_FIELDS, FAILURE_INFO_FIELDS, type PayloadFields } from './fields';

type Bag = Record<string, unknown>;

/** A copy of `value` with every payload of the named fields transformed. Fields that are not set are left out. */
export async function transformFields<T extends object>(
  value: T,
  fields: PayloadFields,
  transform: PayloadTransform,
): Promise<T> {
  const changed: Bag = {};
  const work: Promise<void>[] = [];
  const each = (names: readonly string[] | undefined, change: (old: never) => Promise<unknown>): void => {
    for (const name of names ?? []) {
      const old = (value as Bag)[name];
      if (old != null) work.push(change(old as never).then((made) => void (changed[name] = made)));
    }
  };
  each(fields.lists, (old: readonly Payload[]) => transform(old));
  each(fields.ones, async (old: Payload) => (await transform([old]))[0]);
  each(fields.maps, (old: PayloadMap) => transformMap(old, transform));
  each(fields.failures, (old: Failure) => transformFailure(old, transform));
  for (const [name, inner] of Object.entries(fields.inside ?? {})) {
    each([name], (old: object) => transformFields(old, inner, transform));
  }
  if (work.length === 0) return value;
  await Promise.all(work);
  return { ...value, ...changed };
}

/** The failure, its causes and details. */
export async function transformFailure(failure: Failure, transform: PayloadTransform): Promise<Failure> {
  const made = await transformFields(failure, FAILURE_FIELDS, transform);
  if (made.info === undefined) return made;
  return { ...made, info: await transformFields(made.info, FAILURE_INFO_FIELDS, transform) };
}

async function transformMap(map: PayloadMap, transform: PayloadTransform): Promise<PayloadMap> {
  const entries = Object.entries(map).map(async ([key, payload]) => [key, (await transform([payload]))[0]] as const);
  return Object.fromEntries(await Promise.all(entries)) as PayloadMap;
}

/** Calls `visit` with every payload of the named fields, and the name of the field it is in. */
export function visitFields(
  value: object,
  fields: PayloadFields,
  visit: (payload: Payload, field: string) => void,
): void {
  const bag = value as Bag;
  for (const name of fields.lists ?? []) for (const p of (bag[name] as Payload[] | undefined) ?? []) visit(p, name);
  for (const name of fields.ones ?? []) if (bag[name] != null) visit(bag[name] as Payload, name);
  for (const name of fields.maps ?? []) {
    for (const [key, p] of Object.entries((bag[name] as PayloadMap | undefined) ?? {})) visit(p, `${name}.${key}`);
  }
  for (const name of fields.failures ?? []) if (bag[name] != null) visitFailure(bag[name] as Failure, name, visit);
  for (const [name, inner] of Object.entries(fields.inside ?? {})) {
    if (bag[name] != null) visitFields(bag[name], inner, (p, field) => visit(p, `${name}.${field}`));
  }
}

function visitFailure(failure: Failure, name: string, visit: (payload: Payload, field: string) => void): void {
  const named = (payload: Payload, field: string): void => visit(payload, `${name}.${field}`);
  visitFields(failure, FAILURE_FIELDS, named);
  if (failure.info) visitFields(failure.info, FAILURE_INFO_FIELDS, named);
}
