/** GitLab CI: services and scripts of jobs, and of the file. A service is reached by its name, not at localhost. */
import { isScalar, type Node, type YAMLMap } from 'yaml';
import type { UrlFor } from '../../address/change-setting';
import { redisUrlFor, SERVICE_URL } from '../../address/temporal-address';
import { lineStart } from '../../edit/lines';
import type { Edit, Finding } from '../../model/finding';
import { findingOf } from '../../model/finding-of';
import type { ProjectFacts } from '../../model/project-facts';
import { linesOf, removeFrom, setScalar } from '../../yaml/edits';
import { environmentFindings } from '../../yaml/environment';
import { type Entry, entriesOf, entryOf, isCollection, itemsOf, startOf, textOf, valueAt } from '../../yaml/nodes';
import { isServerImage, isTemporalImage } from '../compose/services';
import { scriptChange } from './script';
import { stayingScript } from './staying-script';

const found = findingOf('ci');
const SCRIPTS = ['before_script', 'script', 'after_script'];
const REDIS_IMAGE = 'redis:7';

export function gitlabFindings(text: string, file: YAMLMap, { redisUrl }: ProjectFacts): Finding[] {
  const urlFor: UrlFor = (address) => (address.kind === 'cloud' ? redisUrlFor(address, redisUrl) : SERVICE_URL);
  const sections: Node[] = [file, ...entriesOf(file).flatMap(({ value }) => (value ? [value] : []))];
  return sections.flatMap((section) => sectionFindings(text, section, urlFor));
}

function sectionFindings(text: string, section: Node, urlFor: UrlFor): Finding[] {
  const services = serviceFindings(text, section);
  const scripts = SCRIPTS.map((name) => scriptFindings(text, section, name, urlFor));
  const needsRedis = scripts.some((script) => script.startsServer) && services.length === 0;
  return [
    ...environmentFindings(found, text, valueAt(section, 'variables'), urlFor),
    ...services,
    ...(needsRedis ? addedService(text, section) : []),
    ...scripts.flatMap((script) => script.findings),
  ];
}

function serviceFindings(text: string, section: Node): Finding[] {
  const list = valueAt(section, 'services');
  if (!isCollection(list)) return [];
  const temporal = itemsOf(list).filter((item) => isTemporalImage(imageOf(item)));
  const server = temporal.find((item) => isServerImage(imageOf(item)));
  return temporal.map((item) => {
    const edits = item === server ? replaced(text, item) : removeFrom(text, list, (node) => node === item);
    return found(
      startOf(item),
      'operational-change',
      `service ${imageOf(item)} ${item === server ? `becomes ${REDIS_IMAGE}` : 'goes'}`,
      { edits },
    );
  });
}

function imageOf(item: Node): string {
  return textOf(item) ?? textOf(valueAt(item, 'name')) ?? '';
}

/** A service in its long form keeps its other members; its alias becomes the name that addresses have. */
function replaced(text: string, item: Node): Edit[] {
  if (isScalar(item)) return [setScalar(text, item, REDIS_IMAGE)];
  const name = entryOf(item, 'name')?.value;
  const alias = entryOf(item, 'alias')?.value;
  return [
    ...(isScalar(name) ? [setScalar(text, name, REDIS_IMAGE)] : []),
    ...(isScalar(alias) ? [setScalar(text, alias, 'redis')] : []),
  ];
}

function scriptFindings(text: string, section: Node, name: string, urlFor: UrlFor) {
  const list = valueAt(section, name);
  const items = itemsOf(list).filter(isScalar);
  const changes = items.map((item) => ({ item, change: scriptChange(text, item, urlFor) }));
  const gone = changes.filter(({ change }) => change.isGone).map(({ item }) => item);
  const entry = entryOf(section, name);
  const isEmptied = gone.length > 0 && gone.length === itemsOf(list).length;
  if (entry && isEmptied && name === 'script') return { findings: [onlyServer(entry)], startsServer: false };
  const parts = isCollection(list) ? removeFrom(text, list, (node) => gone.some((item) => item === node)) : [];
  const removed = entry && isEmptied ? [{ ...linesOf(text, entry), text: '' }] : parts;
  const findings = changes.flatMap(({ item, change }): Finding[] => {
    const at = startOf(item);
    if (change.isGone)
      return [found(at, 'operational-change', 'the command goes: no Temporal server is needed', { edits: removed })];
    return stayingScript(at, change);
  });
  return { findings, startsServer: changes.some(({ change }) => change.startsServer) };
}

function onlyServer({ key }: Entry): Finding {
  const question = 'This job does nothing but run a Temporal server: can it go?';
  return found(startOf(key), 'operational-change', 'the job only runs a Temporal server', { question });
}

function addedService(text: string, section: Node): Finding[] {
  const services = entryOf(section, 'services');
  const script = entryOf(section, 'script') ?? entryOf(section, 'before_script');
  if (script === undefined) return [];
  const start = services ? linesOf(text, services).end : lineStart(text, startOf(script.key));
  const indent = text.slice(lineStart(text, startOf(script.key)), startOf(script.key));
  const item = `${indent}  - ${REDIS_IMAGE}\n`;
  const edits = [{ start, end: start, text: services ? item : `${indent}services:\n${item}` }];
  return [found(startOf(script.key), 'operational-change', 'the job gets a Redis service', { edits })];
}
