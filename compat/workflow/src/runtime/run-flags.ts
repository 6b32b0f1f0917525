import type { Activation } from '@perdure/engine';
import type { SdkFlag } from '../flags';
import type { WorkflowInfo } from '../workflow-info';

type Recorded = Pick<Activation, 'isReplaying' | 'langFlags' | 'sdkVersion'>;

/** Which replay flags a run has. */
export class RunFlags {
  /** Undefined: all that are on by default. */
  #recorded: ReadonlySet<number> | undefined;
  #sdkVersion: string | undefined;

  /** An activation that brings history, or makes it, has begun. */
  learn({ langFlags, sdkVersion }: Recorded): void {
    this.#recorded = langFlags && new Set(langFlags);
    this.#sdkVersion = sdkVersion;
  }

  has({ id, default: byDefault, alternativeConditions }: SdkFlag, info: WorkflowInfo): boolean {
    if (this.#recorded === undefined) return byDefault;
    if (this.#recorded.has(id)) return true;
    return alternativeConditions?.some((holds) => holds({ info, sdkVersion: this.#sdkVersion })) ?? false;
  }
}
