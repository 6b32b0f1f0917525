import { type Apply, registerRun } from './context';

export const arm: Apply<'arm'> = (applying, { name, delayMs }) => registerRun(applying).arm(name, delayMs);

export const disarm: Apply<'disarm'> = (applying, { names }) => {
  const run = registerRun(applying);
  for (const name of names) run.disarm(name);
};
