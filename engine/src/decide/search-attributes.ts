/** What search attributes mean for a transition: guards on their types, effects that store and index them. */
import { LIMITS } from '../limits';
import type { Payload, PayloadMap } from '../model/payload';
import {
  ATTRIBUTE_TYPES,
  attributeValue,
  isLostValue,
  isRemoval,
  PREDEFINED_TYPES,
  termsOf,
  withType,
} from '../model/search-attribute';
import type { ApplyResult, Effect, Guard, Transition } from '../model/transition';

/** Names of what the store knows of every execution: nobody sets them. */
const SYSTEM_NAMES: ReadonlySet<string> = new Set([
  'WorkflowId',
  'RunId',
  'WorkflowType',
  'ExecutionStatus',
  'TaskQueue',
  'StartTime',
  'CloseTime',
  'ExecutionTime',
  'ExecutionDuration',
  'HistoryLength',
  'HistorySizeBytes',
  'StateTransitionCount',
  'ParentWorkflowId',
  'ParentRunId',
  'RootWorkflowId',
  'RootRunId',
  'BuildIds',
  'ActivityId',
  'ActivityType',
  'ScheduleId',
]);

/** No attribute has another type than the shard knows for its name: the first use of a name fixes it. */
export function attributeGuards(attributes: PayloadMap | undefined): readonly Guard[] {
  return Object.entries(attributes ?? {}).flatMap(([name, payload]): Guard[] => {
    const type = attributeValue(payload)?.type;
    return type === undefined || name in PREDEFINED_TYPES ? [] : [{ is: 'typed', name, type }];
  });
}

/** Stores and indexes attributes of the register run; what was removed is taken away. */
export function attributeEffects(attributes: PayloadMap | undefined): readonly Effect[] {
  return Object.entries(attributes ?? {}).map(([name, payload]): Effect => {
    const value = isRemoval(payload) ? undefined : attributeValue(payload);
    if (!value) return { do: 'setAttribute', name };
    const type = name in PREDEFINED_TYPES ? undefined : value.type;
    return { do: 'setAttribute', name, value: JSON.stringify(withType(payload)), type, terms: termsOf(value) };
  });
}

/** Why these attributes cannot be stored; undefined when they can. */
export function attributeProblem(attributes: PayloadMap | undefined): string | undefined {
  const entries = Object.entries(attributes ?? {});
  if (entries.length > LIMITS.searchAttributes) {
    return `${entries.length} search attributes at once, at most ${LIMITS.searchAttributes} are allowed: keep in a memo what nobody filters by`;
  }
  let bytes = 0;
  for (const [name, payload] of entries) {
    const size = Buffer.byteLength(name) + Buffer.byteLength(payload.data ?? '');
    bytes += size;
    const problem = nameProblem(name) ?? lostProblem(name, payload) ?? valueProblem(name, size, payload);
    if (problem) return problem;
  }
  if (bytes <= LIMITS.searchAttributesBytes) return undefined;
  return `the search attributes have ${bytes} bytes together, at most ${LIMITS.searchAttributesBytes} are allowed: keep in a memo what nobody filters by`;
}

function nameProblem(name: string): string | undefined {
  if (SYSTEM_NAMES.has(name)) return `${name} attribute can't be set in SearchAttributes: the system sets it`;
  if (name.length > 0 && name.length <= LIMITS.workflowIdLength && !/[\0`]/.test(name)) return undefined;
  return `a search attribute is called ${JSON.stringify(name)}: names have 1 to ${LIMITS.workflowIdLength} characters, no zero bytes and no backquotes`;
}

function lostProblem(name: string, payload: Payload): string | undefined {
  if (!isLostValue(payload)) return undefined;
  const { type } = payload.metadata ?? {};
  return (
    `search attribute ${name} has a value that is ${type === undefined ? 'none' : `no ${type}`}: NaN, an infinite number, an ` +
    'invalid date or null within a list cannot be stored; to remove the attribute give null (typed) or an empty list'
  );
}

function valueProblem(name: string, size: number, payload: Payload): string | undefined {
  if (isRemoval(payload)) return undefined;
  if (size > LIMITS.searchAttributeBytes) {
    return `search attribute ${name} has ${size} bytes, at most ${LIMITS.searchAttributeBytes} are allowed: shorten it, or keep it in a memo`;
  }
  const value = attributeValue(payload);
  const { type } = payload.metadata ?? {};
  if (!value) {
    return (
      `search attribute ${name} has the value ${payload.data ?? ''}, which is not of type ${type ?? 'any'}: give a value of one ` +
      `of the types ${ATTRIBUTE_TYPES.join(', ')}`
    );
  }
  const declared = PREDEFINED_TYPES[name];
  return declared === undefined || declared === value.type ? undefined : conflict(name, value.type, declared);
}

/** Why a transition was refused, if it was for the type of an attribute. */
export function typeConflict(transition: Transition, result: ApplyResult): string | undefined {
  if (result.outcome !== 'refused') return undefined;
  for (const [index, refusal] of result.refusals.entries()) {
    const guard = transition.alternatives[index]?.guards[refusal.guard];
    if (guard?.is === 'typed') return conflict(guard.name, guard.type, refusal.actual ?? '');
  }
  return undefined;
}

function conflict(name: string, type: string, known: string): string {
  return `search attribute ${name} is of type ${known} and was given a value of type ${type}: the first use of a name fixes its type, so use that type or another name`;
}
