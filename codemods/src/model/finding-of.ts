import type { ChangeClass, Finding } from './finding';

type Rest = Partial<Pick<Finding, 'doc' | 'question' | 'edits'>>;

/** Makes the findings of one transform. */
export function findingOf(transform: string) {
  return (at: number, changeClass: ChangeClass, message: string, rest: Rest = {}): Finding => ({
    transform,
    class: changeClass,
    at,
    message,
    edits: [],
    ...rest,
  });
}
