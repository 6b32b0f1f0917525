/** Where workflow code waits: remembered when it asks for something, written out when a query wants to know. */
import type { EnhancedStackTrace, StackTrace, StackTraceFileLocation } from '../stack-trace';
import { VERSION } from '../version';
import { currentRun } from './current';
import type { Place } from './place';
import type { Run } from './run';

type Capture = (this: void, target: object, below: unknown) => void;

/** The place that called `below`, if the run remembers such places. V8 writes the text when it is read. */
export function whereCalled(below: unknown): Place | undefined {
  if (currentRun()?.options.rememberWaits === false) return undefined;
  const { captureStackTrace } = Error as unknown as { captureStackTrace?: Capture };
  if (captureStackTrace === undefined) return new Error();
  const place: Place = {};
  captureStackTrace(place, below);
  return place;
}

/** Texts of the stacks of all waits, without repetition. */
export function stacksOf(run: Run): string[] {
  const stacks = new Set<string>();
  for (const { at } of run.completions.all()) if (at) stacks.add(frames(at));
  for (const { at } of run.conditions.values()) if (at) stacks.add(frames(at));
  stacks.delete('');
  return [...stacks];
}

/** Stacks as data. Sources are empty: they are known to the host, not here. */
export function enhancedStacksOf(run: Run): EnhancedStackTrace {
  return { sdk: { name: 'typescript', version: VERSION }, stacks: stacksOf(run).map(parse), sources: {} };
}

function frames(at: Place): string {
  return (at.stack ?? '').split('\n').slice(1).join('\n');
}

const FRAME = /^\s*at (?:async )?(?:(.*?) \()?(.*?)(?::(\d+))?(?::(\d+))?\)?$/;

function parse(stack: string): StackTrace {
  return { locations: stack.split('\n').map(location) };
}

function location(line: string): StackTraceFileLocation {
  const [, name, path, row, column] = FRAME.exec(line) ?? [];
  return {
    ...(path && { file_path: path }),
    ...(row && { line: Number(row) }),
    ...(column && { column: Number(column) }),
    ...(name && { function_name: name }),
    internal_code: false,
  };
}
