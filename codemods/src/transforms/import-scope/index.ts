import type { Finding } from '../../model/finding';
import type { CodeFile, CodeTransform } from '../../model/transform';
import { type ModuleSpecifier, moduleSpecifiers } from '../../syntax/module-specifiers';
import { SWAPPED } from '../../syntax/packages';

const SCOPE = '@temporalio/';

/** Renames the scope of Temporal's packages, in every form in which a file can name a module. */
export const importScope: CodeTransform = {
  kind: 'code',
  name: 'import-scope',
  title: 'Imports name Perdure instead of Temporal',
  from: 'temporal',
  concerns: (text) => text.includes(SCOPE),
  run,
};

function run({ ast }: CodeFile): Finding[] {
  return moduleSpecifiers(ast, isSwapped).map(swap);
}

function isSwapped(name: string): boolean {
  return SWAPPED.some((one) => name === SCOPE + one || name.startsWith(`${SCOPE}${one}/`));
}

function swap({ value, start, form }: ModuleSpecifier): Finding {
  return {
    transform: importScope.name,
    class: 'direct-swap',
    at: start,
    message: `${form} of ${value}`,
    edits: [{ start, end: start + SCOPE.length, text: '@perdure/' }],
  };
}
