import { RUN_STATUSES } from '../../../src/model/status';

export const CLOSED = RUN_STATUSES.filter((status) => status !== 'RUNNING');
