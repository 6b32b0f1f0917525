// Without a byte order mark rule: what goes in must come out.
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** UTF-8 bytes of a text. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes: Uint8Array = encoder.encode(text);
  // A sandbox may be handed the encoder of another realm.
  return bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes);
}

/** The text of UTF-8 bytes; undefined when they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}
