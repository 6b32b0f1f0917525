/** Shell scripts inside of pipelines: what in them starts or waits for a Temporal server. */
import type { Scalar } from 'yaml';
import { changeSetting, type UrlFor } from '../../address/change-setting';
import { REDIS_PORT, TEMPORAL_PORT } from '../../address/temporal-address';
import { lineStart } from '../../edit/lines';
import type { Edit } from '../../model/finding';
import { nextLine } from '../../yaml/edits';

/** A command with its lines: a loop and a line that goes on are one. */
interface Command {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface ScriptChange {
  /** Some command started or prepared a server. */
  readonly startsServer: boolean;
  /** Nothing that matters is left. */
  readonly isGone: boolean;
  readonly edits: readonly Edit[];
  /** Uses of Temporal's command line that stay. */
  readonly leftovers: readonly string[];
}

const START =
  /\btemporal\s+server\s+start-dev\b|\btemporalite\s+start\b|\bdocker\s+run\b.*\btemporalio\/(auto-setup|server|temporal|admin-tools)\b/;

/** Commands that exist for the server alone. */
const FOR_SERVER = [
  START,
  /temporal\.download\/cli/,
  /\bbrew\s+install\s+(temporalio\/brew\/)?temporal\b/,
  /\.temporalio\/bin/,
  /\btemporal\s+operator\s+(namespace|search-attribute|cluster)\b/,
  /\btctl\b.*\b(namespace|cluster|search-attribute)\b/,
];

const NOTHING = /^(#.*|sleep\b.*|echo\b[^>|]*|set\s+-\w+.*|set -o \w+|true|:|)$/;
const LEFTOVER =
  /\b(temporal\s+(workflow|activity|schedule|task-queue|batch|env|config|server|operator)|tctl|temporalite)\b/;

/** Reads a script. A command that does more than one thing is never removed. */
export function scriptChange(text: string, scalar: Scalar, urlFor: UrlFor): ScriptChange {
  const commands = commandsOf(text, scalar);
  const gone = commands.filter((command) => isForServer(command.text));
  const kept = commands.filter((command) => !gone.includes(command));
  const isBlock = scalar.type === 'BLOCK_LITERAL' || scalar.type === 'BLOCK_FOLDED';
  return {
    startsServer: gone.length > 0,
    isGone: gone.length > 0 && kept.every((command) => NOTHING.test(command.text)),
    edits: [
      ...(isBlock ? gone.map(({ start, end }) => ({ start, end, text: '' })) : []),
      ...kept.flatMap((command) => addressEdits(text, command, urlFor)),
    ],
    leftovers: kept.map((command) => command.text).filter((command) => LEFTOVER.test(command)),
  };
}

function isForServer(command: string): boolean {
  if (!FOR_SERVER.some((pattern) => pattern.test(command))) return isWaitingLoop(command);
  const isOneThing = !/&&|\|\||;/.test(command.replace(/[&;]\s*$/, '').replace(/^(until|while|for)\b[\s\S]*$/, ''));
  return isOneThing && (!/^(until|while|for)\b/.test(command) || isWaitingLoop(command));
}

function isWaitingLoop(command: string): boolean {
  return /^(until|while|for)\b[\s\S]*\bdone\b[^;&|]*$/.test(command) && /\btemporal\b|\btctl\b|\b7233\b/.test(command);
}

function commandsOf(text: string, scalar: Scalar): Command[] {
  const [start, end] = scalar.range ?? [0, 0];
  if (scalar.type !== 'BLOCK_LITERAL' && scalar.type !== 'BLOCK_FOLDED') {
    return [{ text: String(scalar.value).trim(), start, end }];
  }
  const commands: Command[] = [];
  for (let at = nextLine(text, start); at < end; at = nextLine(text, at)) {
    const last = commands.at(-1);
    const next = { text: text.slice(at, nextLine(text, at)).trim(), start: at, end: nextLine(text, at) };
    if (last && goesOn(last.text))
      commands[commands.length - 1] = { text: `${last.text}\n${next.text}`, start: last.start, end: next.end };
    else commands.push(next);
  }
  return commands;
}

function goesOn(command: string): boolean {
  return command.endsWith('\\') || (/^(until|while|for)\b/.test(command) && !/\bdone\b/.test(command));
}

/** `TEMPORAL_ADDRESS=localhost:7233 npm test`, and waiting for the port. */
function addressEdits(text: string, { start, end }: Command, urlFor: UrlFor): Edit[] {
  const source = text.slice(start, end);
  const settings = [...source.matchAll(/\b(\w+)=(["']?)([\w.-]+:\d+)\2/g)].flatMap((match): Edit[] => {
    const [, name = '', quote = '', value = ''] = match;
    const change = changeSetting(name, value, urlFor)?.value;
    const at = start + match.index + name.length + 1 + quote.length;
    return change === undefined ? [] : [{ start: at, end: at + value.length, text: change }];
  });
  if (!/\b(nc|wait-on|wait-for|wait-for-it|dockerize|wait-port)\b/.test(source)) return settings;
  const ports = [...source.matchAll(new RegExp(`\\b${TEMPORAL_PORT}\\b`, 'g'))].map(({ index }) => start + index);
  const free = ports.filter((at) => !settings.some((edit) => edit.start <= at && at < edit.end));
  return [...settings, ...free.map((at) => ({ start: at, end: at + TEMPORAL_PORT.length, text: REDIS_PORT }))];
}

/** Lines of a list item: `- name: ...` with all that belongs to it. */
export function itemLines(text: string, start: number, end: number): { start: number; end: number } {
  const content = text.slice(0, end).trimEnd().length;
  return { start: lineStart(text, start), end: nextLine(text, content) };
}
