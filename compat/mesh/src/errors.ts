/** Codes of errors, as HotMesh users compare them. */
export const CODES = {
  invalid: 400,
  notFound: 404,
  interrupted: 410,
  unknown: 500,
  notImplemented: 501,
  unavailable: 503,
  timeout: 504,
  failed: 597,
  fatal: 598,
} as const;

/** Another execution with this id is open, or was until a moment ago. */
export class DuplicateJobError extends Error {
  override readonly name = 'DuplicateJobError';
  readonly jobId: string;
  readonly code = 409;
  constructor(jobId: string) {
    super(`Duplicate job: ${jobId}`);
    this.jobId = jobId;
  }
}

/** What is known of an execution that did not succeed. */
export interface StreamErrorInit {
  readonly message: string;
  readonly code: number;
  readonly type?: string;
  readonly stack?: string;
  readonly job_id?: string;
  readonly cause?: unknown;
}

/**
 * How a call or a workflow ended when it did not succeed. An `Error`, with the fields that HotMesh's plain objects have:
 * `code` (400 cannot be, 404 unknown, 410 interrupted, 503 not now, 504 no answer in time, 500 and 597 thrown by the function, or the code the
 * function's own error had), `type` (class of the thrown error) and `job_id`.
 */
export class StreamError extends Error {
  override readonly name = 'StreamError';
  readonly code: number;
  readonly type?: string;
  readonly job_id?: string;

  constructor({ message, code, type, stack, job_id, cause }: StreamErrorInit) {
    super(message, { cause });
    this.code = code;
    this.type = type;
    this.job_id = job_id;
    if (stack !== undefined) this.stack = stack;
  }
}

/** What was asked for needs a query engine in Redis, which is not there. */
export class QueryEngineError extends Error {
  override readonly name = 'QueryEngineError';
  readonly code = CODES.notImplemented;
}

/** Thrown by a function: it is not tried again. */
export class MeshFlowFatalError extends Error {
  override readonly name = 'MeshFlowFatalError';
  readonly code = CODES.fatal;
}
