import type { HostBindings } from './bindings';

/** Makes `error.stack` name source files: frames of the bundle are mapped when a stack is first read. */
export function installStackMapping(host: HostBindings): void {
  Error.prepareStackTrace = (error, frames) =>
    [header(error), ...frames.map((frame) => `    at ${describe(frame, host)}`)].join('\n');
}

function header(error: Error): string {
  try {
    return String(error);
  } catch {
    return '<error>';
  }
}

function describe(frame: NodeJS.CallSite, host: HostBindings): string {
  const text = `${frame as unknown as string}`;
  if (frame.getFileName() !== host.bundleFile) return text;
  const [line, column] = [frame.getLineNumber() ?? 0, frame.getColumnNumber() ?? 0];
  const source = host.mapPosition(line, column);
  return source === undefined ? text : text.replace(`${host.bundleFile}:${line}:${column}`, source);
}
