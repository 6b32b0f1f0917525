/** gRPC retries of Temporal's client. The engine repeats calls to Redis itself; what is pure still works. */
import { NotSupportedError } from './errors';
import { GrpcStatus } from './service/grpc-error';

export interface StatusObject {
  code: number;
  details: string;
}

export interface GrpcRetryOptions {
  delayFunction: (attempt: number, status: StatusObject) => number;
  retryableDecider: (attempt: number, status: StatusObject) => boolean;
}

export interface BackoffOptions {
  /** Default 1.7. */
  factor: number;
  /** Default 10. */
  maxAttempts: number;
  /** Default 0.2. */
  maxJitter: number;
  /** Default 100, after RESOURCE_EXHAUSTED 1,000. */
  initialIntervalMs(status: StatusObject): number;
  /** Default 5,000. */
  maxIntervalMs(status: StatusObject): number;
}

const RETRYABLE: ReadonlySet<number> = new Set([
  GrpcStatus.UNKNOWN,
  GrpcStatus.RESOURCE_EXHAUSTED,
  GrpcStatus.UNAVAILABLE,
  GrpcStatus.ABORTED,
  GrpcStatus.DATA_LOSS,
  GrpcStatus.OUT_OF_RANGE,
]);

/** Exponential backoff with jitter, as Temporal's client does it. */
export function defaultGrpcRetryOptions(options: Partial<BackoffOptions> = {}): GrpcRetryOptions {
  const { factor = 1.7, maxAttempts = 10, maxJitter = 0.2 } = options;
  const initialMs =
    options.initialIntervalMs ?? (({ code }: StatusObject) => (code === GrpcStatus.RESOURCE_EXHAUSTED ? 1_000 : 100));
  const maxMs = options.maxIntervalMs ?? (() => 5_000);
  return {
    delayFunction: (attempt, status) =>
      Math.min(maxMs(status), factor ** attempt * initialMs(status)) * (1 - maxJitter + Math.random() * maxJitter * 2),
    retryableDecider: (attempt, status) => attempt < maxAttempts && isRetryableError(status),
  };
}

/** Whether Temporal's client would try again after this status. */
export function isRetryableError(status: StatusObject): boolean {
  return RETRYABLE.has(status.code);
}

/** Throws NotSupportedError: there are no gRPC calls to intercept. */
export function makeGrpcRetryInterceptor(_retryOptions: GrpcRetryOptions): never {
  throw new NotSupportedError(
    'makeGrpcRetryInterceptor()',
    'calls go to Redis and are repeated by the engine. Leave the gRPC interceptors out of the connection options.',
  );
}
