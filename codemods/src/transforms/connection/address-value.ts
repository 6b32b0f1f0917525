/** What becomes of the expression that says where a Temporal server is. */
import { ts } from 'ts-morph';
import {
  addressQuestion,
  anyAddress,
  REDIS_PORT,
  redisUrlFor,
  TEMPORAL_PORT,
  type TemporalAddress,
  withTls,
} from '../../address/temporal-address';
import { variableOf } from '../../syntax/object-literals';
import { bare } from '../../syntax/walk';
import { environmentName } from '../../syntax/static-values';
import type { Edit } from '../../model/finding';

export interface AddressChange {
  readonly at: number;
  readonly message: string;
  readonly edits: readonly Edit[];
  readonly question?: string | undefined;
}

/**
 * Changes of an address expression. `secured`: the options beside it turn TLS on. (A fallback is
 * for development: its URL is without.)
 */
export function addressChanges(value: ts.Expression, redisUrl: string, secured: boolean): AddressChange[] {
  const node = bare(value);
  const inner = (part: ts.Expression) => addressChanges(part, redisUrl, false);
  if (ts.isStringLiteralLike(node)) return ofLiteral(node, redisUrl, secured);
  if (ts.isConditionalExpression(node)) return [...inner(node.whenTrue), ...inner(node.whenFalse)];
  if (ts.isBinaryExpression(node)) return [...inner(node.left), ...inner(node.right)];
  if (ts.isTemplateExpression(node)) return ofTemplate(node, redisUrl);
  const variable = ts.isIdentifier(node) ? variableOf(node)?.initializer : undefined;
  if (variable) return addressChanges(variable, redisUrl, secured);
  const name = environmentName(node);
  if (name === undefined) return [elsewhere(node)];
  return [
    {
      at: node.getStart(),
      message: `${name} names Redis from now on: set it to a redis:// URL where this runs`,
      edits: [],
    },
  ];
}

function ofLiteral(node: ts.StringLiteralLike, redisUrl: string, secured: boolean): AddressChange[] {
  const address = anyAddress(node.text);
  if (address === undefined) return [];
  const url = urlFor(address, redisUrl, secured);
  const question = addressQuestion(address);
  return [{ at: node.getStart(), message: `'${node.text}' becomes '${url}'`, edits: [contentOf(node, url)], question }];
}

function urlFor(address: TemporalAddress, redisUrl: string, secured: boolean): string {
  const url = redisUrlFor(address, redisUrl);
  return secured ? withTls(url) : url;
}

/** Replaces what stands between the quotes. */
export function contentOf(node: ts.StringLiteralLike, text: string): Edit {
  return { start: node.getStart() + 1, end: node.getEnd() - 1, text };
}

/** `${host}:7233` keeps its host; an address in Temporal Cloud is put together from parts that Redis has not. */
function ofTemplate(node: ts.TemplateExpression, redisUrl: string): AddressChange[] {
  const at = node.getStart();
  const tail = node.templateSpans.at(-1)?.literal;
  if (/tmprl\.cloud|api\.temporal\.io/.test(node.getText())) {
    const url = withTls(redisUrl);
    const edits = [{ start: at, end: node.getEnd(), text: `'${url}'` }];
    const question = addressQuestion({ kind: 'cloud', host: 'Temporal Cloud' });
    return [{ at, message: `an address in Temporal Cloud becomes '${url}'`, edits, question }];
  }
  if (tail === undefined || !tail.text.endsWith(`:${TEMPORAL_PORT}`)) return [elsewhere(node)];
  const end = tail.getEnd() - 1;
  const edits = [{ start: end - TEMPORAL_PORT.length, end, text: REDIS_PORT }];
  return [
    {
      at,
      message: `port ${TEMPORAL_PORT} becomes that of Redis, ${REDIS_PORT}; the host has to be that of Redis`,
      edits,
    },
  ];
}

function elsewhere(node: ts.Expression): AddressChange {
  const text = node.getText().replace(/\s+/g, ' ').slice(0, 60);
  return { at: node.getStart(), message: `the address comes from ${text}: let it be a redis:// URL`, edits: [] };
}
