import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { publicPackages, root } from '../public-packages';

/** In a process of its own, where nothing transforms the modules. Prints the names as JSON. */
function namesIn(code: string): string[] {
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', code], { cwd: root });
  const names = JSON.parse(output.toString()) as string[];
  return names.filter((name) => !['default', '__esModule', 'module.exports'].includes(name)).sort();
}

describe.each(publicPackages())('$name', ({ name, path }) => {
  test('what can be required can be imported by name', () => {
    const required = namesIn(
      `import { createRequire } from 'node:module';` +
        `console.log(JSON.stringify(Object.keys(createRequire(${JSON.stringify(join(root, '/'))})(${JSON.stringify(name)}))))`,
    );
    const imported = namesIn(`console.log(JSON.stringify(Object.keys(await import(${JSON.stringify(name)}))))`);
    expect(imported).toEqual(required);
  });

  test('it carries a licence and a page for the registry', () => {
    expect(readFileSync(join(root, path, 'LICENSE'), 'utf8')).toBe(readFileSync(join(root, 'LICENSE'), 'utf8'));
    expect(existsSync(join(root, path, 'README.md'))).toBe(true);
  });
});
