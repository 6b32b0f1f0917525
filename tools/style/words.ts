import { type Finding, files, read } from './files';

/** Words that tell a reader who struggles that the fault is theirs. */
const UNWANTED = /\b(just|simply|easy|easily)\b/i;

export function findWords(): Finding[] {
  return files(/^(README|docs\/.*)\.md$/).flatMap((file) => findWordsIn(file, read(file)));
}

export function findWordsIn(file: string, text: string): Finding[] {
  return prose(text).flatMap((line, index) => {
    const word = UNWANTED.exec(line)?.[0];
    return word ? [{ file, line: index + 1, message: `"${word}": say what to do, or leave the word out` }] : [];
  });
}

/** The lines, with code blanked. */
function prose(markdown: string): string[] {
  let inCode = false;
  return markdown.split('\n').map((line) => {
    const fence = /^\s*(```|~~~)/.test(line);
    if (fence) inCode = !inCode;
    return fence || inCode ? '' : line.replace(/`[^`]*`/g, '');
  });
}
