import type { Payload, PayloadMap } from '../model/payload';

/** Name of the marker that `patched()` and `deprecatePatch()` leave, and the search attribute that lists them. */
export const PATCH_MARKER = 'core_patch';
export const PATCH_ATTRIBUTE = 'TemporalChangeVersion';

/** Longer lists of patches are not made searchable. Bytes. */
const MAX_ATTRIBUTE_BYTES = 2048;

export interface Patch {
  readonly id: string;
  readonly deprecated: boolean;
}

interface Marker {
  readonly markerName: string;
  readonly details?: Readonly<Record<string, readonly Payload[]>>;
}

/** The patch a marker event or command speaks of; undefined for any other marker. */
export function patchOf(marker: Marker): Patch | undefined {
  if (marker.markerName !== PATCH_MARKER) return undefined;
  const data = marker.details?.['patch-data']?.[0]?.data;
  if (data === undefined) return firstForm(marker);
  const { id, deprecated } = JSON.parse(data) as Partial<Patch>;
  return id === undefined ? undefined : { id, deprecated: deprecated === true };
}

/** How Temporal's first markers say it: the id as raw bytes, and a byte that is not 0 when the patch is deprecated. */
function firstForm({ details }: Marker): Patch | undefined {
  const [id, deprecated] = [bytesOf(details?.['patch_id']), bytesOf(details?.['deprecated'])];
  return id && { id: id.toString('utf8'), deprecated: (deprecated?.[0] ?? 0) !== 0 };
}

function bytesOf(payloads: readonly Payload[] | undefined): Buffer | undefined {
  const [payload] = payloads ?? [];
  return payload?.data === undefined ? undefined : Buffer.from(payload.data, payload.binary ? 'base64' : 'utf8');
}

/** Details of a patch marker. */
export function patchDetails(patch: Patch): Readonly<Record<string, readonly Payload[]>> {
  const { id, deprecated } = patch;
  return { 'patch-data': [{ encoding: 'json/plain', data: JSON.stringify({ id, deprecated }) }] };
}

/** The search attribute that lists the patches of a run; undefined when the list is too long for one. */
export function patchAttribute(patchIds: readonly string[]): PayloadMap | undefined {
  const sorted = [...new Set(patchIds)].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const data = JSON.stringify(sorted);
  if (Buffer.byteLength(data) >= MAX_ATTRIBUTE_BYTES) return undefined;
  return { [PATCH_ATTRIBUTE]: { encoding: 'json/plain', data, metadata: { type: 'KeywordList' } } };
}
