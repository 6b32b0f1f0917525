import { callContext } from './node-side';

export async function bill(): Promise<string> {
  return `bill to ${callContext.getStore()?.tenant}`;
}

export async function quota(): Promise<string> {
  return `quota of ${callContext.getStore()?.tenant}`;
}
