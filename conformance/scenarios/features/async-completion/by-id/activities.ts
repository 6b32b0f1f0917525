import { CompleteAsyncError } from '@temporalio/activity';

export async function approval(): Promise<string> {
  throw new CompleteAsyncError();
}
