/**
 * Loads a part of ours, or a module of the user's, when it is first needed. `import()` does, except under jest: without
 * --experimental-vm-modules it cannot, and `require` has to. Written out at the call, because both look for paths from there.
 */
export async function importLater<T>(load: () => Promise<T>, loadWithRequire: () => unknown): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== NO_IMPORT) throw error;
    return loadWithRequire() as T;
  }
}

const NO_IMPORT = 'ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG';
