/** A hook works on the record of another execution, which its memo names. */
import { workflowInfo } from '@perdure/workflow';

/** Entries of the memo. */
export const ORIGIN = 'meshflow:origin';
const ENTITY = 'meshflow:origin-entity';
const CHAIN = 'meshflow:origin-chain';

/** An execution with a record. Type and chain are looked up where they are not known. */
export interface Origin {
  readonly workflowId: string;
  /** Type of its workflow. */
  readonly entity?: string;
  readonly firstRunId?: string;
}

export function originMemo({ workflowId, entity, firstRunId }: Origin): Record<string, string> {
  return {
    [ORIGIN]: workflowId,
    ...(entity !== undefined && { [ENTITY]: entity }),
    ...(firstRunId !== undefined && { [CHAIN]: firstRunId }),
  };
}

/** Undefined outside of hooks. */
function originOf(memo: Readonly<Record<string, unknown>> | undefined): Origin | undefined {
  const { [ORIGIN]: workflowId, [ENTITY]: entity, [CHAIN]: firstRunId } = memo ?? {};
  if (typeof workflowId !== 'string') return undefined;
  return {
    workflowId,
    ...(typeof entity === 'string' && { entity }),
    ...(typeof firstRunId === 'string' && { firstRunId }),
  };
}

/** The execution whose record the current function works on. */
export function currentOrigin(): Origin {
  const { workflowId, workflowType, firstExecutionRunId, memo } = workflowInfo();
  return originOf(memo) ?? { workflowId, entity: workflowType, firstRunId: firstExecutionRunId };
}
