import { currentUser } from './current-user';

export async function whoAsks(): Promise<string> {
  return Promise.resolve(`asked by ${currentUser()}`);
}
