import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';

export interface Settings {
  readonly address: string;
  readonly namespace: string;
  readonly taskQueue: string;
}

export class ReadersRepository {
  readonly names = new Map<number, string>();
}

export class CardActivities {
  readonly #readers: ReadersRepository;

  constructor(readers: ReadersRepository) {
    this.#readers = readers;
  }

  async register(number: number, name: string): Promise<string> {
    this.#readers.names.set(number, name);
    return `card ${number} for ${name}`;
  }
}

export async function provideClient({ address, namespace }: Settings): Promise<Client> {
  return new Client({ connection: await Connection.connect({ address }), namespace });
}

export class WorkerService {
  readonly #settings: Settings;
  readonly #activities: CardActivities;
  #stop = async (): Promise<void> => undefined;

  constructor(settings: Settings, activities: CardActivities) {
    this.#settings = settings;
    this.#activities = activities;
  }

  async onModuleInit(): Promise<void> {
    const { address, namespace, taskQueue } = this.#settings;
    const connection = await NativeConnection.connect({ address });
    const activities = { register: this.#activities.register.bind(this.#activities) };
    const workflowsPath = require.resolve('./workflows');
    const worker = await Worker.create({ connection, namespace, taskQueue, workflowsPath, activities });
    const running = worker.run();
    this.#stop = async () => {
      worker.shutdown();
      await running;
      await connection.close();
    };
  }

  async onModuleDestroy(): Promise<void> {
    await this.#stop();
  }
}
