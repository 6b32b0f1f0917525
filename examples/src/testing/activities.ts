import { heartbeat } from '@perdure/activity';

export async function charge(customer: string): Promise<string> {
  heartbeat('connected');
  return `${customer} paid`;
}
