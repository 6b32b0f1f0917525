import type { Activation, ActivationResult, Command, Payload } from '@perdure/engine';

const ENHANCED_STACK_TRACE = '__enhanced_stack_trace';

interface StackTraceAnswer {
  readonly stacks: readonly { readonly locations: readonly { readonly file_path?: string }[] }[];
  sources: Record<string, { line_offset: number; content: string }[]>;
}

/** Ids of the queries in an activation whose answers name source files. */
export function stackQueriesOf(activation: Activation): string[] {
  return activation.jobs.flatMap((job) =>
    job.kind === 'queryWorkflow' && job.name === ENHANCED_STACK_TRACE ? [job.queryId] : [],
  );
}

/** Adds the text of the files that stack trace answers name: the runtime does not have it. */
export function withStackSources(
  result: ActivationResult,
  queryIds: readonly string[],
  sourceText: (file: string) => string | undefined,
): ActivationResult {
  if (result.status !== 'ok' || queryIds.length === 0) return result;
  const commands = result.commands.map((command): Command => {
    if (command.kind !== 'queryResponse' || !queryIds.includes(command.queryId) || 'failure' in command.answer)
      return command;
    return { ...command, answer: { result: command.answer.result.map((payload) => withSources(payload, sourceText)) } };
  });
  return { ...result, commands };
}

function withSources(payload: Payload, sourceText: (file: string) => string | undefined): Payload {
  if (payload.encoding !== 'json/plain' || payload.data === undefined) return payload;
  const answer = JSON.parse(payload.data) as StackTraceAnswer;
  const files = new Set(answer.stacks.flatMap(({ locations }) => locations.map(({ file_path }) => file_path)));
  answer.sources = {};
  for (const file of files) {
    const content = file === undefined ? undefined : sourceText(file);
    if (file !== undefined && content !== undefined) answer.sources[file] = [{ line_offset: 0, content }];
  }
  return { ...payload, data: JSON.stringify(answer) };
}
