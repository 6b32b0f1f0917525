/** Which library made a stack trace. */
export interface StackTraceSDKInfo {
  name: string;
  version: string;
}
/** Part of a source file. */
export interface StackTraceFileSlice {
  line_offset: number;
  content: string;
}
/** One frame. */
export interface StackTraceFileLocation {
  file_path?: string;
  line?: number;
  column?: number;
  function_name?: string;
  internal_code: boolean;
}
/** Frames of one waiting line of execution, innermost first. */
export interface StackTrace {
  locations: StackTraceFileLocation[];
}
/** Where a workflow waits; the answer to the `__enhanced_stack_trace` query. */
export interface EnhancedStackTrace {
  sdk: StackTraceSDKInfo;
  /** Sources by file path. */
  sources: Record<string, StackTraceFileSlice[]>;
  stacks: StackTrace[];
}
