import { type SourceFile, ts } from 'ts-morph';
import {
  addressQuestion,
  REDIS_PORT,
  redisUrlFor,
  TEMPORAL_PORT,
  temporalAddress,
} from '../../address/temporal-address';
import type { Finding } from '../../model/finding';
import { findingOf } from '../../model/finding-of';
import { collect } from '../../syntax/walk';
import { contentOf } from './address-value';

const found = findingOf('connection');

/** Strings that can only be addresses of Temporal servers, wherever they stand: defaults of settings, constants. */
export function looseLiterals(ast: SourceFile, redisUrl: string, done: readonly Finding[]): Finding[] {
  const edited = done.flatMap((finding) => finding.edits);
  return collect(ast.compilerNode, (node) => {
    if (ts.isNumericLiteral(node) && node.text === TEMPORAL_PORT) return ofPort(node);
    if (!ts.isStringLiteralLike(node) || ts.isLiteralTypeNode(node.parent)) return undefined;
    const address = temporalAddress(node.text);
    const isDone = edited.some((edit) => edit.start <= node.getEnd() && node.getStart() <= edit.end);
    if (address === undefined || isDone) return undefined;
    const url = redisUrlFor(address, redisUrl);
    const question = addressQuestion(address);
    // A name without a port can be that of a certificate: `serverNameOverride: 'shop.a1b2c.tmprl.cloud'`.
    const isName = !node.text.includes(`:${TEMPORAL_PORT}`);
    return found(
      node.getStart(),
      question ? 'operational-change' : 'small-rewrite',
      isName ? `'${node.text}' is a host of Temporal Cloud` : `'${node.text}' becomes '${url}'`,
      {
        edits: isName ? [] : [contentOf(node, url)],
        doc: 'docs/redis.md',
        ...(question !== undefined && { question }),
      },
    );
  });
}

/** `port: 7233`: what it is put together with stands elsewhere. */
function ofPort(node: ts.NumericLiteral): Finding {
  const message = `${TEMPORAL_PORT} is the port of a Temporal server: Redis listens at ${REDIS_PORT}`;
  return found(node.getStart(), 'operational-change', message, { doc: 'docs/redis.md' });
}
