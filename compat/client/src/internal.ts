/** Registered symbols under which the helpers of Temporal's Nexus packages attach their own options. Read by nobody here. */
export const InternalWorkflowStartOptionsSymbol = Symbol.for('__temporal_internal_client_workflow_start_options');
export const InternalWorkflowUpdateOptionsSymbol = Symbol.for('__temporal_internal_client_workflow_update_options');
export const InternalWorkflowSignalOptionsSymbol = Symbol.for('__temporal_internal_client_workflow_signal_options');
export const InternalWorkflowQueryOptionsSymbol = Symbol.for('__temporal_internal_client_workflow_query_options');
export const InternalActivityStartOptionsSymbol = Symbol.for('__temporal_internal_client_activity_start_options');
