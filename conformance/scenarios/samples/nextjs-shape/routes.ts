import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import { oneClickPurchase, purchaseState, takeBack } from './workflows';

interface Site {
  readonly address: string;
  readonly namespace: string;
  readonly taskQueue: string;
}

type Handler = (request: Request) => Promise<Response>;

/** As files under `app/api` would export them. */
export function createRoutes({ address, namespace, taskQueue }: Site) {
  let client: Promise<Client> | undefined;
  const connect = async () => new Client({ connection: await Connection.connect({ address }), namespace });
  const getClient = (): Promise<Client> => (client ??= connect());

  const buy: Handler = async (request) => {
    const { id, item, regretMs } = (await request.json()) as { id: string; item: string; regretMs: number };
    const { workflow } = await getClient();
    const args: [string, number] = [item, regretMs];
    const options = { taskQueue, workflowId: id, workflowIdConflictPolicy: 'USE_EXISTING', args } as const;
    const { firstExecutionRunId } = await workflow.start(oneClickPurchase, options);
    return Response.json({ purchase: id, run: firstExecutionRunId }, { status: 201 });
  };
  const getState: Handler = async (request) => {
    const { workflow } = await getClient();
    const state = await workflow.getHandle(idOf(request)).query(purchaseState);
    return Response.json({ state });
  };
  const cancel: Handler = async (request) => {
    const { workflow } = await getClient();
    await workflow.getHandle(idOf(request)).signal(takeBack);
    return new Response(null, { status: 204 });
  };
  const close = async (): Promise<void> => (await client)?.connection.close();
  return { buy, getState: orNotFound(getState), cancel: orNotFound(cancel), close };
}

function idOf({ url }: Request): string {
  return new URL(url).searchParams.get('id') ?? '';
}

function orNotFound(handler: Handler): Handler {
  return async (request) => {
    try {
      return await handler(request);
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return Response.json({ error: 'Not found' }, { status: 404 });
      throw error;
    }
  };
}
