import { activityInfo } from '@perdure/activity';

export async function greet(name: string): Promise<string> {
  return await Promise.resolve(`Hello, ${name}`);
}

export async function failOnce(name: string): Promise<string> {
  if (activityInfo().attempt === 1) throw new Error('the first attempt fails');
  return await Promise.resolve(`second attempt for ${name}`);
}
