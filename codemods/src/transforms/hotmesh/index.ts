import type { CodeTransform } from '../../model/transform';
import { withoutUnusedImports } from '../../syntax/unused-imports';
import { attemptFindings } from './attempts';
import { callFindings } from './calls';
import { hotmeshImports, importFinding } from './imports';

/** HotMesh becomes `@perdure/mesh`: the same calls in the same shape. */
export const hotmesh: CodeTransform = {
  name: 'hotmesh',
  title: 'HotMesh becomes @perdure/mesh',
  kind: 'code',
  from: 'hotmesh',
  concerns: (text) => /@hotmeshio\/hotmesh|@perdure\/mesh/.test(text),
  run: ({ ast }) => {
    const imports = hotmeshImports(ast).map(importFinding);
    const isDone = imports.every(({ edits }) => edits.length === 0);
    const findings = [...imports, ...(isDone ? [] : attemptFindings(ast)), ...callFindings(ast)];
    return withoutUnusedImports(
      ast,
      findings.sort((a, b) => a.at - b.at),
    );
  },
};
