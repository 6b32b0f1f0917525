import { resolve } from 'node:path';

/** The parts of a source map that are kept. */
export interface SourceMapJson {
  version: number;
  sources: string[];
  sourcesContent?: (string | null)[];
  mappings: string;
  names: string[];
}

/** Rewrites a map of esbuild: absolute source paths, and text only where it is wanted. */
export function cleanMap(json: string, folder: string, keepText: boolean): SourceMapJson {
  const map = JSON.parse(json) as SourceMapJson;
  const sources = map.sources.map((source) => (/^[a-z-]+:/.test(source) ? source : resolve(folder, source)));
  const sourcesContent = keepText
    ? map.sourcesContent?.map((text, i) => (sources[i]?.includes('/node_modules/') ? null : text))
    : undefined;
  return { version: map.version, sources, sourcesContent, names: map.names, mappings: map.mappings };
}

/** One map for a text that has each part at its line (0-based). */
export function indexMap(parts: readonly { readonly line: number; readonly map: SourceMapJson }[]): string {
  const sections = parts.map(({ line, map }) => ({ offset: { line, column: 0 }, map }));
  return JSON.stringify({ version: 3, sections });
}
