import type { Types } from '@perdure/mesh';

/** What users are found by. */
export const schema: Types.WorkflowSearchOptions = {
  index: 'directory-user',
  schema: {
    name: { type: 'TEXT', nostem: true },
    team: { type: 'TAG' },
    active: { type: 'TAG' },
    logins: { type: 'NUMERIC', sortable: true },
  },
};
