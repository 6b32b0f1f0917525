/** Pages of the workflow ids of a namespace. */
import type { EngineClient } from '@perdure/engine';
import type { FindJobsOptions } from '../types';

const DEFAULT_LIMIT = 1_000;
/** What HotMesh users compare a cursor with. */
const NONE = '0';

/** A cursor for the next page, '0' after the last one, and ids that match. */
export async function findJobs(engine: EngineClient, options: FindJobsOptions): Promise<[string, string[]]> {
  const { match = '*', limit = DEFAULT_LIMIT, cursor = NONE } = options;
  const start = /^[^*?]*/.exec(match)?.[0] ?? '';
  const { executions, nextPageToken } = await engine.list({
    kind: 'workflow',
    query: start === '' ? '' : `WorkflowId STARTS_WITH '${start.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`,
    pageSize: limit,
    ...(cursor !== NONE && { pageToken: cursor }),
  });
  const pattern = patternOf(match);
  const ids = executions.map(({ workflowId }) => workflowId).filter((id) => pattern.test(id));
  return [nextPageToken ?? NONE, [...new Set(ids)]];
}

/** `*` any text, `?` any character. */
function patternOf(match: string): RegExp {
  const source = match.replace(/[^*?]+/g, (text) => text.replace(/[.+^${}()|[\]\\/-]/g, '\\$&'));
  return new RegExp(`^${source.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
}
