import type { ClientOptions, ClientPlugin, WorkflowClientInterceptor } from '@perdure/client';
import type { ActivityInterceptors, Worker, WorkerOptions, WorkerPlugin } from '@perdure/worker';
import type { Print } from '../support/example';

/** Tells what is started and which activities run: one object for clients and workers. */
export class AuditPlugin implements ClientPlugin, WorkerPlugin {
  readonly name = 'example.audit';
  readonly #print: Print;

  constructor(print: Print) {
    this.#print = print;
  }

  configureClient(options: ClientOptions): ClientOptions {
    const audit: WorkflowClientInterceptor = {
      startWithDetails: (input, next) => {
        this.#print(`started: ${input.workflowType}`);
        return next(input);
      },
    };
    return { ...options, interceptors: { ...options.interceptors, workflow: [audit] } };
  }

  configureWorker(options: WorkerOptions): WorkerOptions {
    const audit = (context: { info: { activityType: string } }): ActivityInterceptors => ({
      inbound: {
        execute: (input, next) => {
          this.#print(`activity: ${context.info.activityType}`);
          return next(input);
        },
      },
    });
    const { interceptors } = options;
    return { ...options, interceptors: { ...interceptors, activity: [...(interceptors?.activity ?? []), audit] } };
  }

  async runWorker(worker: Worker, next: (worker: Worker) => Promise<void>): Promise<void> {
    this.#print('the worker runs');
    await next(worker);
    this.#print('the worker has stopped');
  }
}
