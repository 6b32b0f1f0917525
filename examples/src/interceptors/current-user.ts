import { AsyncLocalStorage } from 'node:async_hooks';

const storage = new AsyncLocalStorage<string>();

export function currentUser(): string {
  return storage.getStore() ?? 'nobody';
}

export function asUser<T>(user: string, fn: () => T): T {
  return storage.run(user, fn);
}
