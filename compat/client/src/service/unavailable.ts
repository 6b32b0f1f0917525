/** Stand-ins for Temporal's raw gRPC services: every method call throws ServiceNotAvailableError. */
import { ServiceNotAvailableError } from '../errors';

/** Names that are read by promises, inspectors and serialisers, never called by programs. */
const PROBED = new Set(['then', 'catch', 'finally', 'toJSON', 'constructor', 'inspect', 'asymmetricMatch', '$$typeof']);

/** An object with any method; each throws when called. */
export function unavailableService(service: string): unknown {
  return new Proxy(
    {},
    {
      get(_target, method) {
        if (typeof method === 'symbol' || PROBED.has(method)) return undefined;
        return () => {
          throw new ServiceNotAvailableError(service, method);
        };
      },
    },
  );
}
