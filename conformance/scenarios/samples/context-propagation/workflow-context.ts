import { AsyncLocalStorage } from '@temporalio/workflow';
import type { CallContext } from './context';

export const workflowContext = new AsyncLocalStorage<CallContext>();
