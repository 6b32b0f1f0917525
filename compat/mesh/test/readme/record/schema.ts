import type { Types } from '@perdure/mesh';

export const schema: Types.WorkflowSearchOptions = {
  schema: {
    id: { type: 'TAG', sortable: false },
    first: { type: 'TEXT', sortable: false, nostem: true },
    active: { type: 'TAG', sortable: false },
    created: { type: 'NUMERIC', sortable: true },
  },
  index: 'user',
  prefix: ['user'],
};
