import { readFileSync } from 'node:fs';

export const readsFile = (): string => readFileSync('/etc/hostname', 'utf8');
