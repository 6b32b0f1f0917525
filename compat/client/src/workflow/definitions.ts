/** Messages are addressed by definition or by name; only names may come with type information at the call. */
import type { PayloadTypeInfo } from '@temporalio/common';

interface Definition<T> {
  readonly name: string;
  readonly typeInfo?: T;
}

export interface Addressed<T> {
  readonly name: string;
  readonly typeInfo?: T;
}

/** Name and type information of a message. TypeError when a definition and the call both bring the latter. */
export function addressed<T = PayloadTypeInfo>(
  message: string | Definition<T>,
  callSite: T | undefined,
  kind: 'Update' | 'Signal',
): Addressed<T> {
  if (typeof message === 'string') return { name: message, typeInfo: callSite };
  if (callSite === undefined) return message;
  throw new TypeError(
    `Cannot provide call-site ${kind} TypeInfo with ${kind === 'Update' ? 'an' : 'a'} ${kind} definition. ` +
      `Define TypeInfo when creating the ${kind} definition instead.`,
  );
}
