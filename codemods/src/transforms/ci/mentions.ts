/** Files of which only a line or two speaks of a Temporal server: reported, and settings changed where they are plain. */
import { changeSetting, type UrlFor } from '../../address/change-setting';
import type { Finding } from '../../model/finding';
import { findingOf } from '../../model/finding-of';

const found = findingOf('ci');

const SERVER =
  /\btemporal\s+server\s+start-dev\b|\btemporalite\s+start\b|\btemporalio\/(auto-setup|server|temporal|ui|admin-tools)\b|temporal\.download\/cli/;

/** Lines that start or install a server. */
function mentionFindings(text: string): Finding[] {
  return linesWith(text, SERVER).map(({ at, line }) =>
    found(at, 'operational-change', `no Temporal server is needed: start Redis instead of \`${line.slice(0, 80)}\``, {
      doc: 'docs/redis.md',
    }),
  );
}

const TOOL = /(^|[\s;&|(@])(tctl|tcld|temporal)\s+(?!server\s+start-dev)-*[a-z][\w-]*/;

function toolFindings(text: string): Finding[] {
  return linesWith(text, TOOL).map(({ at, line }) =>
    found(at, 'unsupported', `\`${line.slice(0, 80)}\` has no server to talk to`, { doc: 'docs/redis.md' }),
  );
}

/** Lines of scripts that use Temporal's command line, or hold an address. */
export function scriptFindings(text: string): Finding[] {
  const tools = toolFindings(text);
  const lines = new Set(tools.map(({ at }) => at));
  return [...mentionFindings(text), ...tools, ...addressFindings(text).filter(({ at }) => !lines.has(at))];
}

const ADDRESS = /[\w.-]+:7233\b|[\w.-]+\.(tmprl\.cloud|api\.temporal\.io)\b/;

/** Lines of deployments (Kubernetes, Helm, scripts) that hold the address of a Temporal server: the command cannot know their Redis. */
export function addressFindings(text: string): Finding[] {
  return linesWith(text, ADDRESS).map(({ at, line }) =>
    found(at, 'operational-change', `${ADDRESS.exec(line)?.[0]} is a Temporal server: let it be a redis:// URL`, {
      doc: 'docs/redis.md',
    }),
  );
}

/** `ENV` and `ARG` of a Dockerfile. */
export function dockerfileFindings(text: string, urlFor: UrlFor): Finding[] {
  const settings = [...text.matchAll(/^([ \t]*(?:ENV|ARG)[ \t]+)(\w+)([ \t]+|=)("[^"\n]*"|[^\s"]+)/gim)].flatMap(
    (match): Finding[] => {
      const [, before = '', name = '', equals = '', raw = ''] = match;
      const quote = raw.startsWith('"') ? 1 : 0;
      const value = raw.slice(quote, raw.length - quote);
      const change = changeSetting(name, value, urlFor);
      if (change === undefined) return [];
      const at = match.index + before.length;
      const start = at + name.length + equals.length + quote;
      const edits = change.value === undefined ? [] : [{ start, end: start + value.length, text: change.value }];
      return [
        found(at, change.class, change.message, {
          edits,
          ...(change.question !== undefined && { question: change.question }),
        }),
      ];
    },
  );
  return [...settings, ...mentionFindings(text), ...toolFindings(text)];
}

function linesWith(text: string, pattern: RegExp): { at: number; line: string }[] {
  let at = 0;
  return text.split('\n').flatMap((source) => {
    const start = at;
    at += source.length + 1;
    const isComment = /^\s*#/.test(source);
    return !isComment && pattern.test(source) ? [{ at: start + source.search(/\S/), line: source.trim() }] : [];
  });
}
