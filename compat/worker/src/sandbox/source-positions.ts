import { SourceMap, type SourceMapPayload } from 'node:module';

interface Section {
  /** Lines of the bundle before this section. */
  readonly start: number;
  readonly map: SourceMapPayload;
  decoded?: SourceMap;
}

interface IndexMap {
  readonly sections: readonly { readonly offset: { readonly line: number }; readonly map: SourceMapPayload }[];
}

/** What a bundle's source map answers. Nothing is decoded before the first question, and then only the section asked for. */
export interface SourcePositions {
  /** `file:line:column` behind a position of the bundle (1-based), when it is known. */
  readonly position: (line: number, column: number) => string | undefined;
  /** Text of a source file, when the map carries it. */
  readonly text: (file: string) => string | undefined;
}

export function sourcePositions(base64Map: string | undefined): SourcePositions {
  let sections: readonly Section[] | undefined = base64Map === undefined ? [] : undefined;
  const all = () => (sections ??= parse(base64Map as string));
  return {
    position(line, column) {
      const section = all()
        .filter(({ start }) => line > start)
        .at(-1);
      return section && find(section, line - section.start, column);
    },
    text(file) {
      for (const { map } of all()) {
        const content = map.sourcesContent?.[map.sources.indexOf(file)];
        if (content != null) return content;
      }
      return undefined;
    },
  };
}

function parse(base64Map: string): Section[] {
  const index = JSON.parse(Buffer.from(base64Map, 'base64').toString()) as IndexMap;
  return index.sections.map(({ offset, map }) => ({ start: offset.line, map }));
}

function find(section: Section, line: number, column: number): string | undefined {
  const entry = (section.decoded ??= new SourceMap(section.map)).findEntry(line - 1, column - 1);
  if (!('originalSource' in entry)) return undefined;
  return `${entry.originalSource}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
}
