import { describe, expect, it } from 'vitest';
import { applyEdits, OverlappingEditsError } from './apply-edits';
import { originOf } from './origin-of';

describe('applying edits', () => {
  it('replaces ranges and leaves everything else to the byte', () => {
    const text = "import a from 'x'\r\n\tb( 1 )\n";
    const edits = [{ start: 15, end: 16, text: 'yy' }];
    expect(applyEdits(text, edits)).toBe("import a from 'yy'\r\n\tb( 1 )\n");
  });

  it('writes new lines with the line end of the file', () => {
    expect(applyEdits('a\r\nb\r\n', [{ start: 3, end: 3, text: 'new\n' }])).toBe('a\r\nnew\r\nb\r\n');
  });

  it('puts insertions before a replacement at the same place, in the order given', () => {
    const edits = [
      { start: 2, end: 3, text: 'X' },
      { start: 2, end: 2, text: '1' },
      { start: 2, end: 2, text: '2' },
    ];
    expect(applyEdits('abcd', edits)).toBe('ab12Xd');
  });

  it('counts equal edits once', () => {
    const edit = { start: 0, end: 1, text: 'x' };
    expect(applyEdits('ab', [edit, { ...edit }])).toBe('xb');
  });

  it('refuses edits that overlap', () => {
    const edits = [
      { start: 0, end: 3, text: 'x' },
      { start: 2, end: 4, text: 'y' },
    ];
    expect(() => applyEdits('abcdef', edits)).toThrow(OverlappingEditsError);
  });

  it('refuses edits that reach out of the text', () => {
    expect(() => applyEdits('ab', [{ start: 1, end: 9, text: '' }])).toThrow(OverlappingEditsError);
  });
});

describe('where a place was before the edits', () => {
  const text = 'aaaa\nbbbb\ncccc\n';
  const edits = [
    { start: 0, end: 0, text: '// new\n' },
    { start: 5, end: 7, text: 'XXXXX' },
  ];

  it('goes back over what came before it', () => {
    const after = applyEdits(text, edits);
    for (const letter of ['aaaa', 'cccc']) {
      expect(originOf(text, edits, after.indexOf(letter))).toBe(text.indexOf(letter));
    }
  });

  it('is the start of the edit for a place inside of new text', () => {
    expect(originOf(text, edits, applyEdits(text, edits).indexOf('XXX') + 2)).toBe(5);
  });
});
