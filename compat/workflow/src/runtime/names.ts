/** Name of the query that tells tools what a workflow can be asked and told. */
export const METADATA_QUERY_NAME = '__temporal_workflow_metadata';
