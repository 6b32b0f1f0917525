import { NexusUnavailableError } from './errors';
import type { StartNexusOperationOptions } from './interceptors';

export { NexusOperationCancellationType } from './policies';

/** A Nexus service: its operations by name. Their types are not looked into before there is Nexus. */
export interface NexusServiceDefinition {
  name: string;
  operations: Record<string, unknown>;
}

/** A client of a Nexus service; see `createNexusServiceClient`. */
export interface NexusServiceClient<T extends NexusServiceDefinition> {
  executeOperation(
    op: keyof T['operations'] | T['operations'][keyof T['operations']],
    input: any,
    options?: Partial<StartNexusOperationOptions>,
  ): Promise<any>;
  startOperation(
    op: keyof T['operations'] | T['operations'][keyof T['operations']],
    input: any,
    options?: Partial<StartNexusOperationOptions>,
  ): Promise<NexusOperationHandle<any>>;
}

/** A Nexus operation that was started. */
export interface NexusOperationHandle<T> {
  readonly service: string;
  readonly operation: string;
  readonly token?: string;
  result(): Promise<T>;
}

/** Which service, reached through which endpoint. */
export interface NexusServiceClientOptions<T> {
  endpoint: string;
  service: T;
}

/** Nexus comes in a later release: throws `NexusUnavailableError`. Use a child workflow or an activity. */
export function createNexusServiceClient<T extends NexusServiceDefinition>(
  _options: NexusServiceClientOptions<T>,
): NexusServiceClient<T> {
  throw new NexusUnavailableError();
}
