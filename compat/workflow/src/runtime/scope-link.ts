import { CancellationScope } from '../cancellation-scope';

/**
 * Ties an operation to the current scope. False when the scope is cancelled already: the operation is rejected and must
 * not be scheduled. Otherwise `onCancel` is called when the scope is cancelled later.
 */
export function linkToScope(reject: (reason: Error) => void, onCancel: (reason: Error) => void): boolean {
  const scope = CancellationScope.current();
  if (scope.consideredCancelled) {
    void scope.cancelRequested.catch(reject);
    return false;
  }
  if (scope.cancellable) void scope.cancelRequested.catch(onCancel);
  return true;
}
