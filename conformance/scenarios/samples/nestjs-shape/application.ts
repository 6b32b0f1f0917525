import type { Client } from '@temporalio/client';
import { CardActivities, provideClient, ReadersRepository, type Settings, WorkerService } from './providers';
import { issueCard } from './workflows';

class CardsController {
  readonly #client: Client;
  readonly #taskQueue: string;

  constructor(client: Client, { taskQueue }: Settings) {
    this.#client = client;
    this.#taskQueue = taskQueue;
  }

  async post(workflowId: string, name: string): Promise<{ card: string }> {
    const taskQueue = this.#taskQueue;
    return { card: await this.#client.workflow.execute(issueCard, { taskQueue, workflowId, args: [7, name] }) };
  }
}

/** What the framework's container would do with the decorators of a module. */
export async function createApplication(settings: Settings) {
  const readers = new ReadersRepository();
  const workers = new WorkerService(settings, new CardActivities(readers));
  const client = await provideClient(settings);
  await workers.onModuleInit();
  const close = async (): Promise<void> => {
    await workers.onModuleDestroy();
    await client.connection.close();
  };
  return { readers, controller: new CardsController(client, settings), close };
}
