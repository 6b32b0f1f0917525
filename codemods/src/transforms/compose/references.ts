/** What the remaining services say of those that go. */
import { isScalar, type Scalar } from 'yaml';
import { REDIS_PORT, type TemporalAddress, redisUrlFor } from '../../address/temporal-address';
import type { Edit, Finding } from '../../model/finding';
import { findingOf } from '../../model/finding-of';
import { linesOf, removeFrom, setScalar } from '../../yaml/edits';
import { environmentFindings } from '../../yaml/environment';
import { type Entry, entriesOf, isCollection, itemsOf, scalarsIn, startOf, textOf } from '../../yaml/nodes';

const found = findingOf('compose');

export interface Replacement {
  /** Names of services that go. */
  readonly gone: ReadonlySet<string>;
  /** Those of them that were the server: Redis takes their place. */
  readonly servers: ReadonlySet<string>;
  /** The name of the Redis service. */
  readonly redis: string;
  readonly redisUrl: string;
}

export function referenceFindings(text: string, service: Entry, replacement: Replacement): Finding[] {
  const members = entriesOf(service.value);
  if (isEnvironment(members)) return ofEnvironment(text, service, replacement);
  return members.flatMap((member) => {
    if (member.name === 'depends_on' || member.name === 'links') return ofDependencies(text, member, replacement);
    if (member.name === 'environment') return ofEnvironment(text, member, replacement);
    if (member.name === 'image' || member.name === 'ports') return [];
    return scalarsIn(member.value).flatMap((scalar) => ofAddress(text, scalar, replacement));
  });
}

/** A shared part that is an environment itself: names of variables only. */
function isEnvironment(members: readonly Entry[]): boolean {
  return (
    members.length > 0 &&
    members.every(({ name, value }) => /^([A-Z][A-Z0-9_]*|<<)$/.test(name) && !isCollection(value))
  );
}

/** `depends_on` and `links`: the server becomes Redis, the rest goes. */
function ofDependencies(text: string, member: Entry, { gone, servers, redis }: Replacement): Finding[] {
  if (!isCollection(member.value)) return [];
  const nodes: Scalar[] = [...entriesOf(member.value).map(({ key }) => key), ...itemsOf(member.value).filter(isScalar)];
  const going = nodes.filter((node) => gone.has(serviceOf(node)));
  if (going.length === 0) return [];
  const present = nodes.some((node) => serviceOf(node) === redis);
  const renamed = present ? undefined : going.find((node) => servers.has(serviceOf(node)));
  const removed = going.filter((node) => node !== renamed);
  const edits = renamed ? [setScalar(text, renamed, redis)] : [];
  const rest =
    removed.length === nodes.length
      ? [wholeOf(text, member)]
      : removeFrom(text, member.value, (node) => removed.includes(node as Scalar));
  const message = `${member.name}: ${going.map(serviceOf).join(', ')} ${renamed ? `becomes ${redis}` : 'goes'}`;
  return [found(startOf(member.key), 'operational-change', message, { edits: [...edits, ...rest] })];
}

function wholeOf(text: string, member: Entry): Edit {
  return { ...linesOf(text, member), text: '' };
}

/** `temporal` of `temporal:alias`. */
function serviceOf(node: Scalar): string {
  return (textOf(node) ?? '').split(':')[0] ?? '';
}

function ofEnvironment(text: string, { value }: Entry, replacement: Replacement): Finding[] {
  return environmentFindings(found, text, value, (address) => urlInCompose(address, replacement));
}

/** Inside of a container the machine's own name is nobody else's: all that was local is the Redis service. */
function urlInCompose(address: TemporalAddress, { servers, redis, redisUrl }: Replacement): string {
  const isService = servers.has(address.host) || address.kind === 'service';
  return isService ? `redis://${redis}:${REDIS_PORT}` : redisUrlFor(address, redisUrl);
}

/** `./wait-for temporal:7233` in a command. */
function ofAddress(text: string, scalar: Scalar, { servers, redis }: Replacement): Finding[] {
  const value = textOf(scalar) ?? '';
  const names = [...servers].map((name) => name.replace(/[.]/g, '\\.')).join('|');
  if (names === '' || scalar.type === 'BLOCK_LITERAL' || scalar.type === 'BLOCK_FOLDED') return [];
  const changed = value.replace(new RegExp(`(?<![\\w.-])(${names}):7233\\b`, 'g'), `${redis}:${REDIS_PORT}`);
  if (changed === value) return [];
  return [
    found(startOf(scalar), 'small-rewrite', `${value} becomes ${changed}`, {
      edits: [setScalar(text, scalar, changed)],
    }),
  ];
}
