/** CircleCI: containers beside a job's first one share its network, so Redis is at localhost. */
import { isScalar, type Node, type YAMLMap } from 'yaml';
import type { UrlFor } from '../../address/change-setting';
import { redisUrlFor } from '../../address/temporal-address';
import { lineStart } from '../../edit/lines';
import type { Finding } from '../../model/finding';
import { findingOf } from '../../model/finding-of';
import type { ProjectFacts } from '../../model/project-facts';
import { endOf, withComment } from '../../yaml/edits';
import { environmentFindings } from '../../yaml/environment';
import { type Entry, entriesOf, isCollection, itemsOf, startOf, textOf, valueAt } from '../../yaml/nodes';
import { isServerImage, isTemporalImage } from '../compose/services';
import { itemLines, scriptChange } from './script';
import { stayingScript } from './staying-script';

const found = findingOf('ci');
const REDIS = 'image: redis:7';

export function circleciFindings(text: string, file: YAMLMap, { redisUrl }: ProjectFacts): Finding[] {
  const urlFor: UrlFor = (address) => redisUrlFor(address, redisUrl);
  const executors = entriesOf(valueAt(file, 'executors'));
  return [...executors, ...entriesOf(valueAt(file, 'jobs'))].flatMap((job) => jobFindings(text, job, urlFor));
}

function jobFindings(text: string, job: Entry, urlFor: UrlFor): Finding[] {
  const containers = itemsOf(valueAt(job.value, 'docker'));
  const replaced = containers.filter((item) => isTemporalImage(imageOf(item)));
  const steps = itemsOf(valueAt(job.value, 'steps')).map((step) => stepFindings(text, step, urlFor));
  const needsRedis = replaced.length === 0 && steps.some((step) => step.startsServer);
  const environments = [job.value, ...containers.filter((item) => !replaced.includes(item))];
  return [
    ...environments.flatMap((one) => environmentFindings(found, text, valueAt(one, 'environment'), urlFor)),
    ...containerFindings(text, replaced),
    ...(needsRedis ? addedContainer(text, job) : []),
    ...steps.flatMap((step) => step.findings),
  ];
}

function imageOf(item: Node): string {
  return textOf(valueAt(item, 'image')) ?? '';
}

function containerFindings(text: string, replaced: readonly Node[]): Finding[] {
  const server = replaced.find((item) => isServerImage(imageOf(item)));
  return replaced.map((item) => {
    const lines = itemLines(text, startOf(item), endOf(item));
    const edit =
      item === server
        ? { start: startOf(item), end: endOf(item), text: REDIS }
        : { ...withComment(text, lines), text: '' };
    const message = `container ${imageOf(item)} ${item === server ? 'becomes redis:7' : 'goes'}`;
    return found(startOf(item), 'operational-change', message, { edits: [edit] });
  });
}

function stepFindings(text: string, step: Node, urlFor: UrlFor): { findings: Finding[]; startsServer: boolean } {
  const run = valueAt(step, 'run');
  const command = isScalar(run) ? run : valueAt(run, 'command');
  const environment = environmentFindings(found, text, valueAt(run, 'environment'), urlFor);
  if (!isScalar(command)) return { findings: environment, startsServer: false };
  const change = scriptChange(text, command, urlFor);
  const at = startOf(step);
  if (change.isGone) {
    const edits = [{ ...withComment(text, itemLines(text, at, endOf(step))), text: '' }];
    return {
      findings: [found(at, 'operational-change', 'the step goes: no Temporal server is needed', { edits })],
      startsServer: true,
    };
  }
  return {
    findings: [...environment, ...stayingScript(at, change)],
    startsServer: change.startsServer,
  };
}

function addedContainer(text: string, job: Entry): Finding[] {
  const list = valueAt(job.value, 'docker');
  const last = itemsOf(list).at(-1);
  if (last === undefined || !isCollection(list) || list.flow) {
    const question = 'Where does this job get a Redis from? It started a Temporal server by itself.';
    return [found(startOf(job.key), 'operational-change', `job ${job.name} needs a Redis`, { question })];
  }
  const lines = itemLines(text, startOf(last), endOf(last));
  const dash = text.slice(lineStart(text, startOf(last)), startOf(last));
  const edits = [{ start: lines.end, end: lines.end, text: `${dash}${REDIS}\n` }];
  return [found(startOf(job.key), 'operational-change', `job ${job.name} gets a Redis container`, { edits })];
}
