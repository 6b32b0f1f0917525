import type { ExecutionTarget } from '@perdure/engine';
import { toTemporalJson } from '@perdure/engine/lib/history/to-temporal-json';
import type * as ProtoUtils from '@temporalio/common/lib/proto-utils';
import type { CallScope } from '../base-client';
import { rethrow } from '../service/rethrow';

/**
 * The whole history of a run as Temporal's protobuf message, ready for `historyToJSON` and for a replayer. The
 * protobuf library is loaded with the first call.
 */
export async function fetchHistory(scope: CallScope, target: ExecutionTarget): Promise<ProtoUtils.History> {
  const events = await readHistory(scope, target);
  return protoUtils().historyFromJSON(toTemporalJson(events));
}

async function readHistory(scope: CallScope, target: ExecutionTarget) {
  try {
    const engine = await scope.engine();
    return await engine.history(target, scope.callOptions());
  } catch (error) {
    return rethrow(error, { failed: 'Failed to get Workflow execution history', ...target });
  }
}

/** `require` and not `import()`: the package is CommonJS, and test runners that load it so know no other way. */
function protoUtils(): typeof ProtoUtils {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- 200 ms that only this call should cost
  return require('@temporalio/common/lib/proto-utils') as typeof ProtoUtils;
}
