import {
  ENHANCED_STACK_TRACE_QUERY_NAME,
  STACK_TRACE_QUERY_NAME,
  TEMPORAL_RESERVED_PREFIX,
} from '@temporalio/common/lib/reserved';

/** Names the library answers itself; interceptors do not see them. */
export function isInternalName(name: string): boolean {
  return (
    name.startsWith(TEMPORAL_RESERVED_PREFIX) ||
    name === STACK_TRACE_QUERY_NAME ||
    name === ENHANCED_STACK_TRACE_QUERY_NAME
  );
}

/** A reserved name never reaches a default handler: throws `TypeError`. */
export function refuseReserved(type: string, name: string, hasHandler: boolean, hasDefault: boolean): void {
  if (!name.startsWith(TEMPORAL_RESERVED_PREFIX) || hasHandler || !hasDefault) return;
  throw new TypeError(`Cannot use ${type} name: '${name}', with reserved prefix: '${TEMPORAL_RESERVED_PREFIX}'`);
}
