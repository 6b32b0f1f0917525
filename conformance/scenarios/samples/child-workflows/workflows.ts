import { executeChild, workflowInfo } from '@temporalio/workflow';

export async function greetAll(names: string[]): Promise<string> {
  const { workflowId } = workflowInfo();
  const greetings = names.map((name) => executeChild(greetOne, { workflowId: `${workflowId}/${name}`, args: [name] }));
  return (await Promise.all(greetings)).join(' ');
}

export async function greetOne(name: string): Promise<string> {
  return `Hello, ${name}!`;
}
