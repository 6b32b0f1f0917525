import { SourceMap, type SourceMapPayload } from 'node:module';

interface IndexMap {
  readonly sections: readonly { readonly offset: { readonly line: number }; readonly map: SourceMapPayload }[];
}

type PositionLookup = (line: number, column: number) => string | undefined;

/**
 * Looks up positions of a bundle (1-based) as `file:line:column`. The map is decoded at the first look-up, and only
 * the section that is asked for.
 */
export function sourcePositions(base64Map: string | undefined): PositionLookup {
  if (base64Map === undefined) return () => undefined;
  let sections: Section[] | undefined;
  return (line, column) => {
    sections ??= decode(base64Map);
    const section = sections.filter(({ start }) => line > start).at(-1);
    return section?.find(line - section.start, column);
  };
}

interface Section {
  /** Lines of the bundle before this section. */
  readonly start: number;
  readonly find: PositionLookup;
}

function decode(base64Map: string): Section[] {
  const index = JSON.parse(Buffer.from(base64Map, 'base64').toString()) as IndexMap;
  return index.sections.map(({ offset, map }) => {
    let decoded: SourceMap | undefined;
    const find: PositionLookup = (line, column) => {
      const entry = (decoded ??= new SourceMap(map)).findEntry(line - 1, column - 1);
      if (!('originalSource' in entry)) return undefined;
      return `${entry.originalSource}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
    };
    return { start: offset.line, find };
  });
}
