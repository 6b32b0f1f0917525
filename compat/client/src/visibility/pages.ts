/** Lists of the engine, page after page: for workflows, standalone activities and schedules alike. */
import type { CountReply, ExecutionKind, ListedExecution } from '@perdure/engine';
import type { CallScope } from '../base-client';
import { rethrow } from '../service/rethrow';

/** What a list or count is made of. `failed` begins the message of errors. */
export interface ListCall {
  readonly kind: ExecutionKind;
  readonly query?: string;
  readonly pageSize?: number;
  readonly failed: string;
}

/** Executions as the engine has them; the next page is read when the last one has been taken. */
export async function* listPages(
  scope: CallScope,
  { kind, query, pageSize, failed }: ListCall,
): AsyncGenerator<ListedExecution, void> {
  let pageToken: string | undefined;
  do {
    const page = await nextPage(scope, { kind, query, pageSize, failed }, pageToken);
    yield* page.executions;
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
}

async function nextPage(scope: CallScope, { failed, ...call }: ListCall, pageToken: string | undefined) {
  try {
    const engine = await scope.engine();
    return await engine.list({ ...call, pageToken }, scope.callOptions());
  } catch (error) {
    return rethrow(error, { failed });
  }
}

/** How many executions a list filter selects. */
export async function countAll(
  scope: CallScope,
  { kind, query, failed }: Omit<ListCall, 'pageSize'>,
): Promise<CountReply> {
  try {
    const engine = await scope.engine();
    return await engine.count({ kind, query }, scope.callOptions());
  } catch (error) {
    return rethrow(error, { failed });
  }
}
