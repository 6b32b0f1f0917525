import * as workflows from './workflows/index';
import { semantics } from './support/semantics';

semantics('workflows are functions of the main thread', {
  worker: { workflows: workflows as unknown as Record<string, () => Promise<unknown>> },
  without: { '9.21 sandbox': 'globals are those of Node' },
});
