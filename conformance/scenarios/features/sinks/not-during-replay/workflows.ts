import { proxySinks, sleep, type Sinks } from '@temporalio/workflow';

export interface AuditSinks extends Sinks {
  audit: { once(text: string): void; always(text: string): void };
}

const { audit } = proxySinks<AuditSinks>();

export async function audited(): Promise<void> {
  audit.once('began');
  audit.always('began');
  await sleep(1);
  audit.once('ended');
}
