import type { ChangeClass } from '../model/finding';

/** What each class asks of a person. */
export const CLASS_TITLES: Readonly<Record<ChangeClass, string>> = {
  'direct-swap': 'another name, nothing else changes',
  'small-rewrite': 'a few lines change',
  redesign: 'works in another way here: somebody has to think',
  'operational-change': 'what runs beside the program changes',
  simplification: 'can go',
  unsupported: 'does not exist here',
};
