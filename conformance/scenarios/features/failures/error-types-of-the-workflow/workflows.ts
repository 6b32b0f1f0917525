import { setWorkflowOptions } from '@temporalio/workflow';

class OutOfStock extends Error {
  override readonly name = 'OutOfStock';
}

setWorkflowOptions({ failureExceptionTypes: [OutOfStock] }, sells);

export async function sells(): Promise<void> {
  throw new OutOfStock('nothing left');
}
