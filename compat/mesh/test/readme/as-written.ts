/** What is compared of an example: its code without what may differ (imports, the place of Redis, layout, comments). */
import { createHash } from 'node:crypto';

const RULES: readonly (readonly [RegExp, string])[] = [
  [/^\s*import\b.*$/gm, ''],
  [/(^|\s)\/\/.*$/gm, ''],
  // HotMesh's typo.
  [/\bMeshflow\b/g, 'MeshFlow'],
  // Where Redis is.
  [/\{\s*(url|host|port)\b[^}]*\}/g, 'PLACE'],
  [/\s|;/g, ''],
  [/,(?=[})\]])/g, ''],
  [/connection:\{class:Redis,options:PLACE\}/g, 'connection'],
  // Functions are exported so that the test can call them, and say what they return.
  [/export/g, ''],
  [/(functionrun\([^)]*\)):Promise<[^{]*>\{/g, '$1{'],
];

/** The code between `// #region <name>` and `// #endregion`, of all regions of the name; the whole file without a name. */
export function regionOf(source: string, name: string | undefined): string {
  if (name === undefined) return source;
  const regions = [...source.matchAll(new RegExp(`// #region ${name}\\n([^]*?)// #endregion`, 'g'))];
  if (regions.length === 0) throw new Error(`There is no region '${name}'`);
  return regions.map(([, region]) => region).join('\n');
}

/** Equal for two texts of code that differ in nothing but what may differ. */
export function fingerprint(code: string): string {
  const bare = RULES.reduce((text, [pattern, by]) => text.replace(pattern, by), code);
  return createHash('sha256').update(bare).digest('hex').slice(0, 16);
}
