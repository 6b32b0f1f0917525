import { Project } from 'ts-morph';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../model/finding';
import { applyEdits } from './apply-edits';
import { countQuestions, questionEdits } from './questions';

function ask(path: string, text: string, at: number, ...questions: string[]): string {
  const findings = questions.map((question): Finding => ({
    transform: 't',
    class: 'redesign',
    at,
    message: 'm',
    edits: [],
    question,
  }));
  const code = /\.[cm]?[jt]sx?$/.test(path);
  const ast = code ? new Project({ useInMemoryFileSystem: true }).createSourceFile(path, text) : undefined;
  return applyEdits(text, questionEdits(path, text, findings, ast));
}

describe('a question', () => {
  it('stands above its line, with the same indentation', () => {
    const text = 'function f() {\n  go();\n}\n';
    const after = 'function f() {\n  // PERDURE-MIGRATE: why?\n  go();\n}\n';
    expect(ask('a.ts', text, text.indexOf('go'), 'why?')).toBe(after);
    expect(countQuestions('a.ts', after)).toBe(1);
  });

  it('is asked once, beside others of the same line', () => {
    const text = 'go();\n';
    const once = ask('a.ts', text, 0, 'one?', 'two?');
    expect(once).toBe('// PERDURE-MIGRATE: one?\n// PERDURE-MIGRATE: two?\ngo();\n');
    expect(ask('a.ts', once, once.indexOf('go'), 'one?', 'two?')).toBe(once);
  });

  it('never falls into a template, into JSX or into another comment', () => {
    const template = 'const a = `one\n${two} three`;\n';
    expect(ask('a.ts', template, template.indexOf('two'), 'q?')).toBe(`// PERDURE-MIGRATE: q?\n${template}`);
    const jsx = 'const a = (\n  <div>\n    {two}\n  </div>\n);\n';
    expect(ask('a.tsx', jsx, jsx.indexOf('two'), 'q?')).toBe(
      jsx.replace('  <div>', '  // PERDURE-MIGRATE: q?\n  <div>'),
    );
    const comment = '/* one\n two */ go();\n';
    expect(ask('a.ts', comment, comment.indexOf('go'), 'q?')).toBe(`// PERDURE-MIGRATE: q?\n${comment}`);
  });

  it('stays below a hashbang and above comments that speak of the next line', () => {
    expect(ask('a.js', '#!/usr/bin/env node\ngo();\n', 21, 'q?')).toBe(
      '#!/usr/bin/env node\n// PERDURE-MIGRATE: q?\ngo();\n',
    );
    expect(ask('a.js', '#!/usr/bin/env node\n', 0, 'q?')).toBe('#!/usr/bin/env node\n// PERDURE-MIGRATE: q?\n');
    const ignored = 'a();\n// @ts-expect-error old\ngo();\n';
    expect(ask('a.ts', ignored, ignored.indexOf('go'), 'q?')).toBe(
      'a();\n// PERDURE-MIGRATE: q?\n// @ts-expect-error old\ngo();\n',
    );
  });

  it('is a # comment in YAML, TOML and .env files, and none in JSON', () => {
    for (const path of ['compose.yml', 'temporal.toml', '.env', '.env.local', 'Dockerfile']) {
      expect(ask(path, 'a\n  b\n', 4, 'q?')).toBe('a\n  # PERDURE-MIGRATE: q?\n  b\n');
    }
    expect(ask('package.json', '{}\n', 0, 'q?')).toBe('{}\n');
  });
});
