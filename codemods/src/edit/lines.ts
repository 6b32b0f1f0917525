/** Start of the line that holds a place. */
export function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

/** Line and column of a place, both from 1. */
export function lineAndColumn(text: string, at: number): { line: number; column: number } {
  const start = lineStart(text, at);
  return { line: text.slice(0, start).split('\n').length, column: at - start + 1 };
}
