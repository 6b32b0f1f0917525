import { AsyncLocalStorage } from './async-context';

/** Which update the executing code belongs to. */
export interface UpdateInfo {
  /** Id of the update, unique within the run. */
  readonly id: string;
  /** Name of the update. */
  readonly name: string;
}

const storage = new AsyncLocalStorage<UpdateInfo>();

/** Runs a handler or validator as part of an update. */
export function inUpdate<T>(info: UpdateInfo, fn: () => T): T {
  return storage.run(info, fn);
}

/** The update that the calling code belongs to, if any. */
export function updateInScope(): UpdateInfo | undefined {
  return storage.getStore();
}
