import { posix } from 'node:path';
import type { YAMLMap } from 'yaml';
import { REDIS_PORT, REDIS_SERVICE } from '../../address/temporal-address';
import type { Edit, Finding } from '../../model/finding';
import { findingOf } from '../../model/finding-of';
import type { ProjectFacts } from '../../model/project-facts';
import type { TextTransform } from '../../model/transform';
import { linesOf, withComment } from '../../yaml/edits';
import { documentMaps, type Entry, entriesOf, scalarsIn, startOf, textOf, valueAt } from '../../yaml/nodes';
import { isPublished, redisService } from './redis-service';
import { referenceFindings } from './references';
import { classify, imageOf, isAnchor, isServerImage, type Services } from './services';
import { volumeEdits } from './volumes';

const found = findingOf('compose');
const DOC = 'docs/redis.md';

/** Services of Temporal in Compose files: one Redis takes their place. */
export const compose: TextTransform = {
  name: 'compose',
  title: 'Compose files run Redis instead of a Temporal server',
  kind: 'text',
  from: 'temporal',
  concerns: (path, text) => /compose.*\.ya?ml$/i.test(posix.basename(path)) && /temporal|7233/i.test(text),
  run: ({ text }, facts) => documentMaps(text).flatMap((file) => fileFindings(text, file, facts)),
};

function fileFindings(text: string, file: YAMLMap, facts: ProjectFacts): Finding[] {
  const services = classify(text, entriesOf(valueAt(file, 'services')));
  const anchored = [...services.temporal, ...services.databases].filter((one) => isAnchor(text, one));
  if (anchored.length > 0) return anchored.map(ofAnchor);
  const redis = redisOf(services.others);
  const replacement = {
    gone: new Set([...services.temporal, ...services.databases].map(({ name }) => name)),
    servers: new Set(
      services.temporal.filter((one) => isServerImage(imageOf(one)) || one === services.server).map(({ name }) => name),
    ),
    redis: redis?.name ?? REDIS_SERVICE,
    redisUrl: facts.redisUrl,
  };
  return [
    ...serviceFindings(text, file, services, redis),
    ...[...services.others, ...extensionsOf(file)].flatMap((service) => referenceFindings(text, service, replacement)),
    ...services.doubtful.map(ofDatabase),
  ].sort((a, b) => a.at - b.at);
}

/** `x-worker: &worker`: parts of services, or of their environments, that services are built on. */
function extensionsOf(file: YAMLMap): Entry[] {
  const parts = entriesOf(file).filter(({ name }) => name.startsWith('x-'));
  return parts.flatMap((part) => (isServicePart(part) ? [part] : [part, ...entriesOf(part.value)]));
}

function isServicePart({ value }: Entry): boolean {
  return entriesOf(value).some(({ name }) =>
    /^(image|build|command|depends_on|environment|networks|restart)$/.test(name),
  );
}

/** A Redis that is there under the name that addresses get. */
function redisOf(others: readonly Entry[]): Entry | undefined {
  return others.find((entry) => entry.name === REDIS_SERVICE && /(^|\/)(redis|valkey)/.test(imageOf(entry)));
}

function serviceFindings(text: string, file: YAMLMap, services: Services, redis: Entry | undefined): Finding[] {
  const { server, others } = services;
  const gone = [...services.temporal, ...services.databases];
  if (server === undefined) return [];
  const isFree = !others.some(takesRedisPort);
  const wanted = isPublished(server);
  const written = redis ? '' : redisService(text, server, wanted && isFree);
  const findings = gone.map((entry) =>
    found(startOf(entry.key), 'operational-change', messageFor(entry, server, redis), {
      doc: DOC,
      edits: [removal(text, entry, entry === server ? written : '')],
      ...(entry === server && wanted && !isFree && !redis && { question: PORT_TAKEN }),
    }),
  );
  const volumes = found(startOf(server.key), 'operational-change', 'volumes follow their services', {
    edits: volumeEdits(text, file, gone, others, redis === undefined),
  });
  return [...findings, ...(volumes.edits.length > 0 ? [volumes] : []), ...(redis ? ofExisting(redis) : [])];
}

const PORT_TAKEN = `Port ${REDIS_PORT} of the machine is taken by another service: at which port shall this Redis be reached?`;

function takesRedisPort(service: Entry): boolean {
  return scalarsIn(valueAt(service.value, 'ports')).some((port) =>
    new RegExp(`(^|:)${REDIS_PORT}(:|$)`).test(textOf(port) ?? ''),
  );
}

function removal(text: string, entry: Entry, written: string): Edit {
  const lines = linesOf(text, entry);
  return { ...(written === '' ? withComment(text, lines) : lines), text: written };
}

function messageFor(entry: Entry, server: Entry, redis: Entry | undefined): string {
  if (entry !== server) return `service ${entry.name} goes: there is nothing to run it for`;
  return `service ${entry.name} becomes ${redis ? `the ${redis.name} that is there` : 'a Redis that keeps its data'}`;
}

/** An existing Redis may be a cache, which must not hold workflows. */
function ofExisting(redis: Entry): Finding[] {
  const command = scalarsIn(valueAt(redis.value, 'command'))
    .map((scalar) => textOf(scalar) ?? '')
    .join(' ');
  if (/appendonly yes/.test(command) && !/maxmemory-policy (?!noeviction)/.test(command)) return [];
  const question =
    'Does this Redis keep its data (--appendonly yes, --maxmemory-policy noeviction, a volume)? Workflows live in it from now on.';
  return [
    found(startOf(redis.key), 'operational-change', `${redis.name} holds workflows from now on`, {
      doc: DOC,
      question,
    }),
  ];
}

function ofDatabase({ key, name }: Entry): Finding {
  const question = `Is ${name} used by anything but Temporal? Only its services name it here, but its port is open to the machine.`;
  return found(startOf(key), 'operational-change', `${name} stays: its port is open to the machine`, { question });
}

function ofAnchor({ key, name }: Entry): Finding {
  const question = `Other parts of this file are built on ${name} by an anchor: what takes its place?`;
  return found(startOf(key), 'redesign', `${name} cannot go by itself: it defines an anchor`, { question });
}
