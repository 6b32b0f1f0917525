import { readsFile } from './reads-file';

export async function usesFile(): Promise<string> {
  return Promise.resolve(readsFile());
}
