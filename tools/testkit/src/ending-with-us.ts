import { spawnSync } from 'node:child_process';

const GUARD = 'setpriv';
const GUARD_WORDS = ['--pdeathsig', 'KILL'];
let guarded: boolean | undefined;

/**
 * How to run a program so that the kernel ends it when this process has ended, even by SIGKILL. Where that cannot be had
 * (`setpriv` belongs to Linux), the program as it is.
 */
export function endingWithUs(program: string, args: readonly string[]): { command: string; words: string[] } {
  guarded ??= spawnSync(GUARD, [...GUARD_WORDS, 'true']).status === 0;
  return guarded
    ? { command: GUARD, words: [...GUARD_WORDS, program, ...args] }
    : { command: program, words: [...args] };
}
