/** A migration as a patch that `git apply` takes. */
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

export interface TextChange {
  /** From the root of the repository. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

export function patchOf(changes: readonly TextChange[]): string {
  return changes.map(ofFile).join('');
}

function ofFile({ path, before, after }: TextChange): string {
  const [from, to] = [fileName(`a/${path}`), fileName(`b/${path}`)];
  const body = createTwoFilesPatch('old', 'new', before, after, '', '', {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
  // A tab ends a name with spaces; names are written by us, because they need git's quotes.
  const hunks = body.slice(body.indexOf('\n@@') + 1);
  const tab = path.includes(' ') ? '\t' : '';
  return `diff --git ${from} ${to}\n--- ${from}${tab}\n+++ ${to}${tab}\n${hunks}`;
}

/** Git quotes names with control characters, quotes and backslashes. */
function fileName(path: string): string {
  if (!/["\\\u0000-\u001f]/.test(path)) return path;
  return JSON.stringify(path);
}
