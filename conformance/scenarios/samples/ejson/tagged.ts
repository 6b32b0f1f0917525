/** Values that JSON does not know, as `{ "$tag": content }`. Plain objects may not have names that begin with a dollar sign. */
interface Kind {
  readonly tag: string;
  is(this: void, value: unknown): boolean;
  write(value: never): unknown;
  read(content: never): unknown;
}

const kinds: readonly Kind[] = [
  {
    tag: '$date',
    is: (value) => value instanceof Date,
    write: (date: Date) => date.toISOString(),
    read: (text: string) => new Date(text),
  },
  {
    tag: '$set',
    is: (value) => value instanceof Set,
    write: (set: Set<unknown>) => toTagged([...set]),
    read: (items: unknown[]) => new Set(fromTagged(items) as unknown[]),
  },
  {
    tag: '$expression',
    is: (value) => value instanceof RegExp,
    write: ({ source, flags }: RegExp) => [source, flags],
    read: ([source, flags]: [string, string]) => new RegExp(source, flags),
  },
  {
    tag: '$integer',
    is: (value) => typeof value === 'bigint',
    write: (integer: bigint) => integer.toString(),
    read: (text: string) => BigInt(text),
  },
];

export function toTagged(value: unknown): unknown {
  const kind = kinds.find(({ is }) => is(value));
  if (kind) return { [kind.tag]: kind.write(value as never) };
  return mapInside(value, toTagged);
}

export function fromTagged(value: unknown): unknown {
  const [[tag, content] = []] = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const kind = kinds.find((candidate) => candidate.tag === tag);
  return kind ? kind.read(content as never) : mapInside(value, fromTagged);
}

function mapInside(value: unknown, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(change);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner)]));
}
