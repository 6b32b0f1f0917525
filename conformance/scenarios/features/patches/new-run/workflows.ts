import { patched } from '@temporalio/workflow';

export async function ships(): Promise<string> {
  const first = patched('by-air') ? 'by air' : 'by sea';
  return patched('by-air') ? first : 'undecided';
}
