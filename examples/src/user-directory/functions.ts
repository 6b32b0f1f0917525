import { MeshData } from '@perdure/mesh';

/** Runs once for each user: its record begins with what the caller gave, and goes on with what it writes. */
export async function welcome(name: string): Promise<string> {
  const user = await MeshData.workflow.search();
  await user.set({ active: 'yes', logins: 0 });
  return `Welcome, ${name}.`;
}

/** Works on the record of the user that it is a hook of. */
export async function login(times: number): Promise<number> {
  const user = await MeshData.workflow.search();
  return await user.incr('logins', times);
}
