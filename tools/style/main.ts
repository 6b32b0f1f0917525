import { findBanned } from './banned';
import { findOversized, tightenRatchet } from './sizes';
import { findWords } from './words';

/** npm run style: what neither the compiler nor ESLint can say. */
if (process.argv.includes('--ratchet')) tightenRatchet();

const findings = [...findBanned(), ...findOversized(), ...findWords()];
for (const { file, line, message } of findings)
  console.error(`${file}${line === undefined ? '' : `:${line}`}  ${message}`);
console.log(findings.length === 0 ? 'Style: nothing found' : `Style: ${findings.length} found`);
process.exitCode = findings.length === 0 ? 0 : 1;
