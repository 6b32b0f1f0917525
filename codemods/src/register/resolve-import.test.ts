import { describe, expect, it } from 'vitest';
import { resolveAsync, resolveSync } from './resolve-import';

/** Node's own resolution, where only the program sees ours. */
const next = (specifier: string, { parentURL }: { parentURL?: string | undefined }) => {
  if (specifier.startsWith('@perdure/') && parentURL !== 'file:///app/main.js') throw new Error(`no ${specifier}`);
  return { url: `found:${specifier}` };
};
const nextLater = async (...args: Parameters<typeof next>) => next(...args);
const from = (parentURL: string) => ({ parentURL, conditions: [] });

/** Both kinds of hooks; `registerHooks` (Node 22.15) takes the synchronous one. */
const hooks = {
  'module.registerHooks': async (places: string[], specifier: string, parent: string) =>
    resolveSync(places)(specifier, from(parent), next),
  'module.register': (places: string[], specifier: string, parent: string) =>
    resolveAsync(places)(specifier, from(parent), nextLater),
};

describe.each(Object.entries(hooks))('a hook for %s', (_kind, resolve) => {
  it('asks from the importer, then from the places of the application', async () => {
    const found = { url: 'found:@perdure/client/lib/types' };
    expect(await resolve([], '@temporalio/client/lib/types', 'file:///app/main.js')).toEqual(found);
    expect(await resolve(['file:///app/main.js'], '@temporalio/client/lib/types', 'file:///store/x.js')).toEqual(found);
  });

  it('passes everything else on, errors too', async () => {
    expect(await resolve([], 'lodash', 'file:///store/x.js')).toEqual({ url: 'found:lodash' });
    await expect(resolve([], '@perdure/client', 'file:///store/x.js')).rejects.toThrow('no @perdure/client');
  });

  it('names what is missing, keeping the reason', async () => {
    const resolving = resolve(['file:///nowhere/main.js'], '@temporalio/client', 'file:///store/x.js');
    await expect(resolving).rejects.toMatchObject({
      code: 'ERR_MODULE_NOT_FOUND',
      message: expect.stringContaining('npm install @perdure/client'),
      cause: expect.objectContaining({ message: 'no @perdure/client' }),
    });
  });
});
