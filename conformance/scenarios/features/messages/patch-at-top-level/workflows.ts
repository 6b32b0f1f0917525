import { patched } from '@temporalio/workflow';

let said = '';
try {
  patched('too-early');
} catch (error) {
  said = `${(error as Error).name}: ${(error as Error).message}`;
}

export async function tells(): Promise<string> {
  return said;
}
