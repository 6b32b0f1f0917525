import { rawText } from '../project/project';
import type { Migration } from './migrate';

/** A file as it lies on the disk and as it becomes, byte order mark included. */
export interface WholeChange {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** Every file that changes, from the first transform to the last. */
export function changesOf({ project, files }: Migration): WholeChange[] {
  return [...project.files].flatMap(([path, before]) => {
    const after = files.get(path) ?? before;
    if (after === before) return [];
    return [{ path, before: rawText(project, path, before), after: rawText(project, path, after) }];
  });
}

/** What each transform changes, in order; those that change nothing are left out. */
export function changesByStep({
  project,
  steps,
}: Migration): { title: string; name: string; changes: WholeChange[] }[] {
  return steps
    .filter(({ changes }) => changes.length > 0)
    .map(({ transform, changes }) => ({
      name: transform.name,
      title: transform.title,
      changes: changes.map(({ path, before, after }) => ({
        path,
        before: rawText(project, path, before),
        after: rawText(project, path, after),
      })),
    }));
}
