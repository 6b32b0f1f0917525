/** Where a comment can stand without becoming part of a string, of JSX text or of another comment. */
import { Node, type SourceFile, SyntaxKind } from 'ts-morph';
import { lineStart } from './lines';

/** Comments that must stay right above the line they speak of. */
const DIRECTIVE = /^(\/\/|\/\*)\s*(@ts-|eslint-|prettier-ignore|istanbul|c8|v8|biome-ignore|webpack)/;

/** A place on the line above which the comment goes. */
export function commentLine(text: string, at: number, ast?: SourceFile): number {
  const line = lineStart(text, at);
  if (line === 0) return text.startsWith('#!') ? text.indexOf('\n') + 1 : 0;
  const inside = ast && swallows(ast, text, line);
  if (inside !== undefined) return commentLine(text, inside, ast);
  return ast === undefined ? line : aboveDirectives(text, line);
}

function aboveDirectives(text: string, line: number): number {
  if (line === 0) return 0;
  const previous = lineStart(text, line - 1);
  return DIRECTIVE.test(text.slice(previous, line).trim()) ? aboveDirectives(text, previous) : line;
}

/** Start of the thing that a comment at the start of this line would fall into. */
function swallows(ast: SourceFile, text: string, line: number): number | undefined {
  const first = line + (/^\s*/.exec(text.slice(line))?.[0].length ?? 0);
  const node = ast.getDescendantAtPos(first) ?? ast;
  const comment = node.getLeadingCommentRanges().find((range) => range.getPos() < line && range.getEnd() > line);
  if (comment) return comment.getPos();
  const outer = [node, ...node.getAncestors()].filter((one) => one.getStart() < line);
  return outer.filter(isText).at(-1)?.getStart();
}

function isText(node: Node): boolean {
  return (
    Node.isTemplateExpression(node) ||
    Node.isNoSubstitutionTemplateLiteral(node) ||
    Node.isJsxElement(node) ||
    Node.isJsxFragment(node) ||
    Node.isJsxSelfClosingElement(node) ||
    node.isKind(SyntaxKind.StringLiteral)
  );
}
