import { expect, it } from 'vitest';
import { importLater } from './import-later';

const refused = Object.assign(new TypeError('no import() here'), {
  code: 'ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG',
});

it('imports, and requires only where import() is not possible', async () => {
  const never = (): never => expect.unreachable();
  expect(await importLater(() => Promise.resolve({ a: 1 }), never)).toEqual({ a: 1 });
  expect(
    await importLater(
      () => Promise.reject(refused),
      () => ({ a: 2 }),
    ),
  ).toEqual({ a: 2 });
});

it('an error of the module is its own', async () => {
  const broken = new Error('the module throws');
  await expect(
    importLater(
      () => Promise.reject(broken),
      () => expect.unreachable(),
    ),
  ).rejects.toBe(broken);
});
