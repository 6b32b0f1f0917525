/** The numbers of gRPC's status codes: what `error.code` says in programs written for Temporal. */
export const GrpcStatus = {
  OK: 0,
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  OUT_OF_RANGE: 11,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  DATA_LOSS: 15,
  UNAUTHENTICATED: 16,
} as const;

export type GrpcStatusName = keyof typeof GrpcStatus;

/** The part of a gRPC metadata object that error handlers look at. Always empty here. */
export interface GrpcMetadata {
  get(key: string): (string | Buffer)[];
  getMap(): Record<string, string | Buffer>;
}

/** What programs expect to find as `cause` of a `ServiceError`. */
export interface GrpcServiceError extends Error {
  code: number;
  details: string;
  metadata: GrpcMetadata;
}

const NO_METADATA: GrpcMetadata = { get: () => [], getMap: () => ({}) };

/** An engine error in the form of a gRPC error: same fields, same style of message. `cause` is the engine's error. */
export class EngineCallError extends Error implements GrpcServiceError {
  readonly code: number;
  readonly details: string;
  readonly metadata = NO_METADATA;

  constructor(status: GrpcStatusName, details: string, cause: unknown) {
    super(`${GrpcStatus[status]} ${status}: ${details}`, { cause });
    this.name = 'EngineCallError';
    this.code = GrpcStatus[status];
    this.details = details;
  }
}
