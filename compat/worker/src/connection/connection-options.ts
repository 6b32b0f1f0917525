import type { Duration } from '@temporalio/common';
import type { ProxyConfig } from '@temporalio/common/lib/internal-non-workflow';
import type { Metadata } from '../client-types';
import type { NativeConnectionPlugin } from './native-connection';

/** Keys and certificates of a TLS connection. */
export interface TLSConfig {
  /** Name the server's certificate must have, when it is not that of the address. */
  serverNameOverride?: string;
  /** Authority to trust instead of the system's; PEM. */
  serverRootCACertificate?: Uint8Array;
  /** Certificate and key of the client; PEM. */
  clientCertPair?: { crt: Uint8Array; key: Uint8Array };
}

/** No meaning here. */
export interface DNSLoadBalancingConfig {
  resolutionInterval: Duration;
}
/** No meaning here. */
export type GrpcCompressionConfig = { codec: 'gzip' } | { codec: 'none' };

/** Options of {@link NativeConnection.connect}. */
export interface NativeConnectionOptions {
  /** `host:port`, `redis://`, `rediss://` or `memory://<name>`. Default `PERDURE_REDIS_URL`, else `localhost:6379`. */
  address?: string;
  /**
   * An ioredis options object, `{ nodes, options }` for Cluster, or an existing ioredis instance (never closed here).
   * Our own option; instead of {@link address}.
   */
  redis?: unknown;
  /** First part of every Redis key. Our own option. Default "perdure". */
  prefix?: string;
  /**
   * Our own, for Redis Cluster: how many shards a namespace gets when it is first used. Default 1: all of it on one node.
   * Fixed from then on; another number is refused.
   */
  shards?: number;
  /**
   * Largest payload, and largest sum of the payloads of one call, in bytes. Our own option. Default 2 MiB, at most
   * 64 MiB; give the connections of clients the same.
   */
  maxPayloadBytes?: number;
  /** TLS with the system's authorities (`true`), or with these. */
  tls?: TLSConfig | boolean | null;
  /** No meaning here. */
  proxy?: ProxyConfig;
  /** No meaning here. */
  dnsLoadBalancingConfig?: DNSLoadBalancingConfig | null;
  /** No meaning here. */
  grpcCompression?: GrpcCompressionConfig;
  /** No meaning here. */
  metadata?: Metadata;
  /** Refused: Redis has no API keys, the URL carries user name and password. */
  apiKey?: string;
  /** No meaning here. */
  disableErrorCodeMetricTags?: boolean;
  /** No meaning here. */
  payloadLimits?: { payloadsWarnSize?: number; memoWarnSize?: number };
  /** @experimental Change these options; passed on to workers. */
  plugins?: NativeConnectionPlugin[];
}
