import type { Node, YAMLMap } from 'yaml';
import type { Edit } from '../../model/finding';
import { linesOf } from '../../yaml/edits';
import { type Entry, entriesOf, entryOf, itemsOf, scalarsIn, startOf, textOf, valueAt } from '../../yaml/nodes';
import { lineStart } from '../../edit/lines';
import { REDIS_VOLUME } from './redis-service';

/** Edits of the top-level `volumes`: those that only removed services used go, that of Redis comes. */
export function volumeEdits(
  text: string,
  file: YAMLMap,
  gone: readonly Entry[],
  kept: readonly Entry[],
  withRedis: boolean,
): Edit[] {
  const volumes = entryOf(file, 'volumes');
  const declared = entriesOf(volumes?.value);
  const unused = declared.filter(({ name }) => mounts(gone, name) && !mounts(kept, name));
  const adds = withRedis && !declared.some(({ name }) => name === REDIS_VOLUME);
  if (declared.length === 0 || volumes === undefined)
    return adds ? [ofNewBlock(text, volumes, unitOf(text, file))] : [];
  const first = declared[0] as Entry;
  const indent = text.slice(lineStart(text, startOf(first.key)), startOf(first.key));
  const line = `${indent}${REDIS_VOLUME}:\n`;
  const removals = unused.map((entry, index) => ({ ...linesOf(text, entry), text: adds && index === 0 ? line : '' }));
  if (removals.length > 0 || !adds) return withoutEmpty(text, volumes, declared, unused, removals, adds);
  const { end } = linesOf(text, declared.at(-1) as Entry);
  return [{ start: end, end, text: text.slice(0, end).endsWith('\n') ? line : `\n${line}` }];
}

/** The whole block goes when nothing is left in it. */
function withoutEmpty(
  text: string,
  volumes: Entry,
  declared: readonly Entry[],
  unused: readonly Entry[],
  removals: Edit[],
  adds: boolean,
): Edit[] {
  return !adds && unused.length === declared.length && unused.length > 0
    ? [{ ...linesOf(text, volumes), text: '' }]
    : removals;
}

function ofNewBlock(text: string, volumes: Entry | undefined, unit: string): Edit {
  const block = `volumes:\n${unit}${REDIS_VOLUME}:\n`;
  if (volumes) return { ...linesOf(text, volumes), text: block };
  const gap = text.endsWith('\n') ? '\n' : '\n\n';
  return { start: text.length, end: text.length, text: gap + block };
}

/** How far the services are indented. */
function unitOf(text: string, file: YAMLMap): string {
  const [service] = entriesOf(valueAt(file, 'services'));
  return service ? text.slice(lineStart(text, startOf(service.key)), startOf(service.key)) : '  ';
}

function mounts(services: readonly Entry[], volume: string): boolean {
  return services.some(({ value }) => itemsOf(valueAt(value, 'volumes')).some((item) => sourceOf(item) === volume));
}

function sourceOf(item: Node): string | undefined {
  const text = textOf(item);
  if (text !== undefined) return text.split(':')[0];
  return textOf(scalarsIn(valueAt(item, 'source'))[0]);
}
