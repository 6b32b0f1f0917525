/** The Redis service that takes the place of a Temporal server in a Compose file. */
import { REDIS_PORT, REDIS_SERVICE } from '../../address/temporal-address';
import { linesOf } from '../../yaml/edits';
import { type Entry, entryOf, startOf, textOf, valueAt, scalarsIn } from '../../yaml/nodes';
import { lineStart } from '../../edit/lines';

export const REDIS_VOLUME = 'redis-data';

/** Members that a Redis service takes over from the server, as they are written. */
const TAKEN_OVER = ['profiles', 'networks', 'restart'];

/** Lines of the service, indented as the service it replaces. `published`: on a port of the machine. */
export function redisService(text: string, server: Entry, published: boolean): string {
  const indent = ' '.repeat(startOf(server.key) - lineStart(text, startOf(server.key)));
  const unit = unitOf(text, server, indent);
  const inner = indent + unit;
  const lines = [
    `${indent}${REDIS_SERVICE}:`,
    `${inner}image: redis:7`,
    `${inner}command: redis-server --appendonly yes --maxmemory-policy noeviction`,
    ...(published ? [`${inner}ports:`, `${inner}${unit}- '${REDIS_PORT}:${REDIS_PORT}'`] : []),
    `${inner}volumes:`,
    `${inner}${unit}- ${REDIS_VOLUME}:/data`,
    `${inner}healthcheck:`,
    `${inner}${unit}test: ['CMD', 'redis-cli', 'ping']`,
    `${inner}${unit}interval: 5s`,
    `${inner}${unit}timeout: 3s`,
    `${inner}${unit}retries: 10`,
  ];
  return `${lines.join('\n')}\n${takenOver(text, server)}`;
}

function takenOver(text: string, server: Entry): string {
  const entries = TAKEN_OVER.flatMap((name) => entryOf(server.value, name) ?? []);
  return entries
    .map((entry) => text.slice(linesOf(text, entry).start, linesOf(text, entry).end).trimEnd() + '\n')
    .join('');
}

/** One step of indentation, as the server's members have it. */
function unitOf(text: string, server: Entry, indent: string): string {
  const [, first = ''] = /\n([ ]+)\S/.exec(text.slice(startOf(server.key))) ?? [];
  return first.length > indent.length ? first.slice(indent.length) : '  ';
}

/** True when the server can be reached from the machine around the containers. */
export function isPublished(server: Entry): boolean {
  return scalarsIn(valueAt(server.value, 'ports')).some((scalar) => /(^|:)7233(\/tcp)?$/.test(textOf(scalar) ?? ''));
}
