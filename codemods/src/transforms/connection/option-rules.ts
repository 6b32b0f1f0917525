/** Options of connections other than the address: what each means on Redis. */
import { ts } from 'ts-morph';
import type { ChangeClass } from '../../model/finding';
import { isUndefined } from '../../syntax/static-values';
import { bare } from '../../syntax/walk';

export interface OptionRule {
  readonly class: ChangeClass;
  readonly message: string;
  readonly question?: string;
  /** `always`: it is refused at run time. `static`: it does nothing; a value that uses other names is left to a person. */
  readonly remove?: 'always' | 'static';
}

const NO_MEANING = { class: 'simplification', remove: 'static' } as const;

const WITHOUT_MEANING: Readonly<Record<string, string>> = {
  metadata: 'Redis commands carry no headers',
  credentials: 'gRPC channel credentials; use `tls` or a rediss:// URL',
  callCredentials: 'gRPC call credentials; user name and password go into the URL',
  channelArgs: 'gRPC channel arguments; ioredis options go into `redis`',
  proxy: 'Redis is reached directly',
  dnsLoadBalancingConfig: 'there is one Redis, a Sentinel set or a Cluster',
  grpcCompression: 'nothing travels over gRPC',
  disableErrorCodeMetricTags: 'there are no gRPC metrics',
  payloadLimits: 'maxPayloadBytes says what is refused',
};

const API_KEY: OptionRule = {
  class: 'operational-change',
  remove: 'always',
  message: 'Redis has no API keys, and a connection with one is refused: user name and password go into the URL',
  question: 'Does the Redis URL carry user name and password? An API key stood here, which Redis has not.',
};

const GRPC_INTERCEPTORS: OptionRule = {
  class: 'simplification',
  remove: 'always',
  message:
    'there are no gRPC calls to intercept, and makeGrpcRetryInterceptor throws; calls to Redis are repeated by the engine',
};

const TLS: OptionRule = {
  class: 'operational-change',
  message: '`tls` becomes that of ioredis: these certificates have to be those of Redis',
  question: 'Are these the certificates of Redis? Without `tls`, a rediss:// URL trusts the authorities of the system.',
};

/** What is to be said about a member of the options; undefined when it works as it is. */
export function optionRule(name: string, value: ts.Expression | undefined): OptionRule | undefined {
  if (value && isNothing(value)) return undefined;
  if (name === 'apiKey') return API_KEY;
  if (name === 'interceptors') return GRPC_INTERCEPTORS;
  if (name === 'tls') return value && isPlainTls(value) ? undefined : TLS;
  const reason = Object.hasOwn(WITHOUT_MEANING, name) ? WITHOUT_MEANING[name] : undefined;
  return reason === undefined ? undefined : { ...NO_MEANING, message: `\`${name}\` has no meaning here: ${reason}` };
}

function isNothing(value: ts.Expression): boolean {
  return isUndefined(value) || [ts.SyntaxKind.NullKeyword, ts.SyntaxKind.FalseKeyword].includes(bare(value).kind);
}

/** `true` or `{}`: TLS with the authorities of the system. */
function isPlainTls(value: ts.Expression): boolean {
  const node = bare(value);
  return (
    node.kind === ts.SyntaxKind.TrueKeyword || (ts.isObjectLiteralExpression(node) && node.properties.length === 0)
  );
}

/** True when options turn TLS on, whatever the environment says. */
export function isSecured(
  members: readonly { readonly name: string; readonly value: ts.Expression | undefined }[],
): boolean {
  const tls = members.find(({ name }) => name === 'tls')?.value;
  if (tls === undefined) return false;
  return ts.isObjectLiteralExpression(bare(tls)) || bare(tls).kind === ts.SyntaxKind.TrueKeyword;
}
