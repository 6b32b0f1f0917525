import type * as Toml from 'smol-toml' with { 'resolution-mode': 'import' };

/** The package has a CommonJS build, but declares types for its ES module only. */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
const toml = require('smol-toml') as typeof Toml;

export function parseToml(text: string): Record<string, unknown> {
  return toml.parse(text);
}

export function writeToml(value: object): string {
  return toml.stringify(value);
}
