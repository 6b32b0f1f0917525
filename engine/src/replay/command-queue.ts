import { TERMINAL_COMMANDS } from '../model/command';
import type { CommandKind } from '../model/command';
import type { ResolvedCommand } from '../model/resolved-command';

/** A command of the current workflow task, until its event has been seen. */
export interface Issued {
  readonly command: ResolvedCommand;
  /** Told the id of the event that recorded it. */
  readonly recorded: (eventId: number) => void;
  /** Set on the two commands of a `patched` call. */
  readonly patchId?: string;
}

export interface IssueOptions {
  readonly recorded?: (eventId: number) => void;
  readonly patchId?: string;
}

/** What the code asked for in one workflow task, in order, and not yet found in the history. */
export interface CommandQueue {
  readonly first: Issued | undefined;
  /** One of them ends the run. */
  readonly endsRun: boolean;
  issue(command: ResolvedCommand, options?: IssueOptions): Issued;
  /** Takes back a command that has not left this task. */
  withdraw(issued: Issued): void;
  dropFirst(): Issued | undefined;
  /** Drops the commands of one `patched` call from the front. */
  dropPatch(patchId: string): void;
  /** The task is over: one command may end the run, and it goes last. */
  seal(moveTerminal: boolean): void;
  commands(): readonly ResolvedCommand[];
  /** Forgets commands that leave no event: they will not be met in the history. */
  forgetEventless(): void;
}

export function createCommandQueue(): CommandQueue {
  let queue: Issued[] = [];
  return {
    get first() {
      return queue[0];
    },
    get endsRun() {
      return queue.some(endsRun);
    },
    issue(command, { recorded = () => {}, patchId } = {}) {
      const issued: Issued = { command, recorded, patchId };
      queue.push(issued);
      return issued;
    },
    withdraw(issued) {
      queue = queue.filter((other) => other !== issued);
    },
    dropFirst: () => queue.shift(),
    dropPatch(patchId) {
      while (queue[0]?.patchId === patchId) queue.shift();
    },
    seal(moveTerminal) {
      queue = moveTerminal ? terminalLast(queue) : cutAfterTerminal(queue);
    },
    commands: () => queue.map((issued) => issued.command),
    forgetEventless() {
      queue = queue.filter((issued) => issued.command.kind !== 'rejectUpdate');
    },
  };
}

function terminalLast(queue: readonly Issued[]): Issued[] {
  const terminal = queue.find(endsRun);
  return [...queue.filter((issued) => !endsRun(issued)), ...(terminal ? [terminal] : [])];
}

function cutAfterTerminal(queue: readonly Issued[]): Issued[] {
  const at = queue.findIndex(endsRun);
  return at < 0 ? [...queue] : queue.slice(0, at + 1);
}

function endsRun(issued: Issued): boolean {
  return TERMINAL_COMMANDS.has(issued.command.kind as CommandKind);
}
