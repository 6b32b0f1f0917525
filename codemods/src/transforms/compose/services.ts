/** Which services of a Compose file are Temporal's, and which it alone needs. */
import { type Entry, entryOf, scalarsIn, textOf, valueAt } from '../../yaml/nodes';
import { linesOf } from '../../yaml/edits';

/** An image that is Temporal's server, or one of the tools around it. */
export function isTemporalImage(image: string): boolean {
  return /(^|\/)(temporalio|temporaliotest)\/[\w.-]+|(^|\/)[\w.-]+\/(temporalite|temporal-dev-server)\b/.test(image);
}

/** An image that holds the server itself. */
export function isServerImage(image: string): boolean {
  return isTemporalImage(image) && !/\/(ui|ui-server|web|admin-tools|tctl)\b/.test(image);
}

const DATABASE =
  /(^|\/)(postgres|postgresql|mysql|mariadb|cassandra|scylla|elasticsearch|opensearch)\b|\/(elasticsearch|opensearch)\//;

export interface Services {
  /** Temporal's own: server, UI, tools. */
  readonly temporal: readonly Entry[];
  /** The one whose place Redis takes. */
  readonly server: Entry | undefined;
  /** Databases that nothing else uses. */
  readonly databases: readonly Entry[];
  /** Databases of Temporal's that others might use from outside of the file. */
  readonly doubtful: readonly Entry[];
  readonly others: readonly Entry[];
}

export function classify(text: string, services: readonly Entry[]): Services {
  const temporal = services.filter(isTemporal);
  const server = temporal.find((entry) => isServerImage(imageOf(entry))) ?? temporal[0];
  const databases = services.filter((entry) => isDatabaseOf(entry, temporal, text, services));
  const doubtful = databases.filter(
    (entry) => !isNamedAfterTemporal(entry) && valueAt(entry.value, 'ports') !== undefined,
  );
  const gone = [...temporal, ...databases.filter((entry) => !doubtful.includes(entry))];
  const others = services.filter((entry) => !gone.includes(entry));
  return { temporal, server, databases: databases.filter((entry) => gone.includes(entry)), doubtful, others };
}

function isTemporal({ value, name }: Entry): boolean {
  const command = scalarsIn(valueAt(value, 'command')).map(textOf).join(' ');
  return (
    isTemporalImage(imageOf({ value })) || (/server start-dev/.test(command) && /temporal/.test(`${name} ${command}`))
  );
}

export function imageOf({ value }: Pick<Entry, 'value'>): string {
  return textOf(entryOf(value, 'image')?.value) ?? '';
}

/** A database that Temporal's services name, and no other service does. */
function isDatabaseOf(entry: Entry, temporal: readonly Entry[], text: string, services: readonly Entry[]): boolean {
  if (!DATABASE.test(imageOf(entry)) || !temporal.some((one) => names(text, one, entry.name))) return false;
  return !services.some((one) => one !== entry && !temporal.includes(one) && names(text, one, entry.name));
}

/** Whether the text of a service has the name of another in it. */
function names(text: string, service: Entry, name: string): boolean {
  const { start, end } = linesOf(text, service);
  const own = text.slice(start, end).replace(/^[^:]*:/, '');
  return new RegExp(`(?<![\\w.-])${name.replace(/[.]/g, '\\.')}(?![\\w-])`).test(own);
}

function isNamedAfterTemporal({ name, value }: Entry): boolean {
  const environment = scalarsIn(valueAt(value, 'environment')).map(textOf).join(' ');
  return /temporal/i.test(`${name} ${environment}`);
}

/** An anchor of the service is used outside of it: it cannot go. */
export function isAnchor(text: string, service: Entry): boolean {
  const { start, end } = linesOf(text, service);
  const rest = text.slice(0, start) + text.slice(end);
  return [...text.slice(start, end).matchAll(/&([\w-]+)/g)].some(([, name]) => rest.includes(`*${name}`));
}
