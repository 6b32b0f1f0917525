import { proxySinks, sleep, type Sinks } from '@perdure/workflow';

export interface AuditSinks extends Sinks {
  audit: {
    record(event: string): void;
  };
}

const { audit } = proxySinks<AuditSinks>();

/** A sink carries something out of the sandbox, without an answer. It is silent while a workflow is replayed. */
export async function audited(): Promise<void> {
  audit.record('began');
  await sleep('5 milliseconds');
  audit.record('ended');
}
