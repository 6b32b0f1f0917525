/** GitHub Actions: steps that start a server go, a Redis service comes. */
import { isScalar, type Node, type YAMLMap } from 'yaml';
import { redisUrlFor, REDIS_PORT, REDIS_SERVICE, SERVICE_URL } from '../../address/temporal-address';
import type { UrlFor } from '../../address/change-setting';
import { lineStart } from '../../edit/lines';
import type { Finding } from '../../model/finding';
import { findingOf } from '../../model/finding-of';
import type { ProjectFacts } from '../../model/project-facts';
import { endOf, linesOf, withComment } from '../../yaml/edits';
import { environmentFindings } from '../../yaml/environment';
import { type Entry, entriesOf, entryOf, itemsOf, scalarsIn, startOf, textOf, valueAt } from '../../yaml/nodes';
import { classify, imageOf } from '../compose/services';
import { itemLines, scriptChange } from './script';
import { stayingScript } from './staying-script';

const found = findingOf('ci');

export function githubFindings(text: string, file: YAMLMap, facts: ProjectFacts): Finding[] {
  const urlFor: UrlFor = (address) => redisUrlFor(address, facts.redisUrl);
  const steps = itemsOf(valueAt(file, 'runs', 'steps'));
  return [
    ...environmentFindings(found, text, valueAt(file, 'env'), urlFor),
    ...entriesOf(valueAt(file, 'jobs')).flatMap((job) => jobFindings(text, job, urlFor)),
    // An action of the repository has no services: who uses it starts Redis.
    ...steps.flatMap((step) => stepFindings(text, step, urlFor).findings),
  ];
}

function jobFindings(text: string, job: Entry, outer: UrlFor): Finding[] {
  const isContainer = entryOf(job.value, 'container') !== undefined;
  const urlFor: UrlFor = (address) => (isContainer && address.kind !== 'cloud' ? SERVICE_URL : outer(address));
  const steps = itemsOf(valueAt(job.value, 'steps')).map((step) => stepFindings(text, step, urlFor));
  const services = serviceFindings(text, job);
  const needsRedis = steps.some((step) => step.startsServer) && services.length === 0;
  return [
    ...environmentFindings(found, text, valueAt(job.value, 'env'), urlFor),
    ...(needsRedis ? addedService(text, job) : services),
    ...steps.flatMap((step) => step.findings),
  ];
}

interface StepOutcome {
  readonly findings: readonly Finding[];
  readonly startsServer: boolean;
}

function stepFindings(text: string, step: Node, urlFor: UrlFor): StepOutcome {
  const uses = textOf(valueAt(step, 'uses')) ?? '';
  const environment = environmentFindings(found, text, valueAt(step, 'env'), urlFor);
  if (/^temporalio\/setup-temporal@/.test(uses))
    return { findings: [removedStep(text, step, uses)], startsServer: true };
  const run = valueAt(step, 'run');
  if (!isScalar(run)) return { findings: environment, startsServer: false };
  const change = scriptChange(text, run, urlFor);
  if (change.isGone) return { findings: [removedStep(text, step, 'starting a Temporal server')], startsServer: true };
  const at = startOf(run);
  return {
    findings: [...environment, ...stayingScript(at, change)],
    startsServer: change.startsServer,
  };
}

function removedStep(text: string, step: Node, what: string): Finding {
  const start = startOf(step);
  const lines = withComment(text, itemLines(text, start, endOf(step)));
  const edits = [{ ...lines, text: '' }];
  return found(start, 'operational-change', `the step goes: ${what} is not needed`, { edits });
}

/** Service containers: the server becomes Redis, its UI, tools and database go. */
function serviceFindings(text: string, job: Entry): Finding[] {
  const entries = entriesOf(valueAt(job.value, 'services'));
  const { temporal, databases, doubtful, server } = classify(text, entries);
  const redis = entries.find((entry) => entry.name === REDIS_SERVICE && /redis|valkey/.test(imageOf(entry)));
  const replaced = [...temporal, ...databases].map((entry) => {
    const isReplaced = entry === server && redis === undefined;
    const lines = linesOf(text, entry);
    const edit = isReplaced
      ? { ...lines, text: redisLines(indentAt(text, startOf(entry.key)), '  ') }
      : { ...withComment(text, lines), text: '' };
    const message = isReplaced ? `service ${entry.name} becomes Redis` : `service ${entry.name} goes`;
    return found(startOf(entry.key), 'operational-change', message, { doc: 'docs/redis.md', edits: [edit] });
  });
  return [...replaced, ...doubtful.map(databaseFinding)];
}

function databaseFinding({ key, name }: Entry): Finding {
  const question = `Is ${name} used by anything but Temporal? Only its services name it here, but its port is open to the job.`;
  return found(startOf(key), 'operational-change', `${name} stays: its port is open to the job`, { question });
}

/** A Redis among the services of a job that started its server by itself. */
function addedService(text: string, job: Entry): Finding[] {
  const services = entryOf(job.value, 'services');
  const steps = entryOf(job.value, 'steps');
  if (entryOf(services?.value, REDIS_SERVICE) !== undefined || steps === undefined) return [];
  const indent = indentAt(text, startOf(steps.key));
  const unit = '  ';
  const at = services ? linesOf(text, services).end : lineStart(text, startOf(steps.key));
  const head = services ? '' : `${indent}services:\n`;
  const edits = [{ start: at, end: at, text: head + redisLines(indent + unit, unit) }];
  const runner = scalarsIn(valueAt(job.value, 'runs-on')).map(textOf).join(' ');
  const isLinux = /ubuntu|linux/i.test(runner);
  const question =
    'Does this job run on Linux? Elsewhere there are no service containers: start redis-server in a step.';
  return [
    found(startOf(job.key), 'operational-change', `job ${job.name} gets a Redis service`, {
      edits,
      ...(!isLinux && { question }),
    }),
  ];
}

function redisLines(indent: string, unit: string): string {
  const inner = indent + unit;
  const lines = [
    `${indent}${REDIS_SERVICE}:`,
    `${inner}image: redis:7`,
    `${inner}ports:`,
    `${inner}${unit}- ${REDIS_PORT}:${REDIS_PORT}`,
    `${inner}options: --health-cmd "redis-cli ping" --health-interval 5s --health-timeout 3s --health-retries 10`,
  ];
  return `${lines.join('\n')}\n`;
}

function indentAt(text: string, start: number): string {
  return text.slice(lineStart(text, start), start);
}
