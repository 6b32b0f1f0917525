import * as wf from '@perdure/workflow';

interface AuditSinks extends wf.Sinks {
  audit: { once(line: string): void; always(line: string): void; throws(): void; missing(): void };
}

const { audit } = wf.proxySinks<AuditSinks>();

export async function audited(): Promise<void> {
  let next = false;
  wf.setHandler(wf.defineQuery('state'), () => {
    audit.once('query');
    return 'waiting';
  });
  const validator = (): void => audit.once('validated');
  const handler = (): void => {
    audit.once('handled');
    next = true;
  };
  wf.setHandler(wf.defineUpdate('next'), handler, { validator });
  audit.once('began');
  audit.always('began');
  audit.throws();
  audit.missing();
  await wf.sleep(1);
  audit.once('slept');
  await wf.condition(() => next);
  audit.once('ended');
}
