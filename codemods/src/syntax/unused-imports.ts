/** Imports that edits leave without a use. */
import { type SourceFile, ts } from 'ts-morph';
import { lineStart } from '../edit/lines';
import type { Edit, Finding } from '../model/finding';
import { removeFromList } from './removal';
import { collect } from './walk';

/** The findings, the last of those with edits also taking away named imports that only removed text had used. */
export function withoutUnusedImports(ast: SourceFile, findings: readonly Finding[]): readonly Finding[] {
  const extra = unusedImportEdits(
    ast,
    findings.flatMap((finding) => finding.edits),
  );
  const last = findings.filter((finding) => finding.edits.length > 0).at(-1);
  if (extra.length === 0 || last === undefined) return findings;
  return findings.map((finding) => (finding === last ? { ...finding, edits: [...finding.edits, ...extra] } : finding));
}

function unusedImportEdits(ast: SourceFile, edits: readonly Edit[]): Edit[] {
  const file = ast.compilerNode;
  const removed = new Set(
    collect(file, (node) => (ts.isIdentifier(node) && isIn(node, edits) ? node.text : undefined)),
  );
  if (removed.size === 0) return [];
  const left = new Set(
    collect(file, (node) => {
      return ts.isIdentifier(node) && !isIn(node, edits) && !ts.isImportSpecifier(node.parent) ? node.text : undefined;
    }),
  );
  const written = edits.map((edit) => edit.text).join('\n');
  const unused = ({ text }: ts.Identifier) =>
    removed.has(text) && !left.has(text) && !new RegExp(`\\b${text}\\b`).test(written);
  return file.statements.filter(ts.isImportDeclaration).flatMap((declaration) => editsOf(file, declaration, unused));
}

function editsOf(
  file: ts.SourceFile,
  declaration: ts.ImportDeclaration,
  unused: (name: ts.Identifier) => boolean,
): Edit[] {
  const clause = declaration.importClause;
  if (clause?.namedBindings === undefined || !ts.isNamedImports(clause.namedBindings)) return [];
  const { elements } = clause.namedBindings;
  const gone = elements.filter((element) => unused(element.name));
  if (gone.length < elements.length || clause.name) return removeFromList(file.text, elements, gone);
  return [
    { start: lineStart(file.text, declaration.getStart()), end: endOfLine(file.text, declaration.getEnd()), text: '' },
  ];
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
}

function isIn(node: ts.Node, edits: readonly Edit[]): boolean {
  return edits.some((edit) => edit.start <= node.getStart() && node.getEnd() <= edit.end);
}
