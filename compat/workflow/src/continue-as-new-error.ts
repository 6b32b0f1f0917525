import { SymbolBasedInstanceOfError } from '@temporalio/common/lib/type-helpers';
import type { ContinueAsNew as ContinueAsNewCommand } from '@perdure/engine';

/** What `continueAsNew` throws. Code that catches everything must let it pass. */
export class ContinueAsNew extends Error {
  /** What the next run is started with. */
  readonly command: ContinueAsNewCommand;

  constructor(command: ContinueAsNewCommand) {
    super('Workflow continued as new');
    this.command = command;
  }
}
SymbolBasedInstanceOfError<ContinueAsNew>('ContinueAsNew')(ContinueAsNew);
