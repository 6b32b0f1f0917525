/** Values of fields are texts in Redis. */

export type FieldValue = string | number | boolean | bigint;

/** @throws TypeError for a value that is no text, number or boolean. */
export function fieldText(field: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  const what = value === null ? 'null' : Array.isArray(value) ? 'a list' : `of type ${typeof value}`;
  throw new TypeError(
    `Field '${field}' is ${what}: a field holds a text, a number or a boolean. Use JSON.stringify for more`,
  );
}

/** The same fields as texts. */
export function fieldTexts(data: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(data).map(([field, value]) => [field, fieldText(field, value)]));
}
