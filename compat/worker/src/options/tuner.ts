import type { Duration, WorkerDeploymentVersion } from '@temporalio/common';
import { NotSupportedError } from '../errors';

/** How many tasks of each kind run at once. */
export type WorkerTuner = ResourceBasedTuner | ResourceBasedTunerWithController | TunerHolder;

/** One slot supplier for each kind of task. Fixed-size ones are honoured, others refused. */
export interface TunerHolder {
  workflowTaskSlotSupplier: SlotSupplier<WorkflowSlotInfo>;
  activityTaskSlotSupplier: SlotSupplier<ActivitySlotInfo>;
  localActivityTaskSlotSupplier: SlotSupplier<LocalActivitySlotInfo>;
  nexusTaskSlotSupplier: SlotSupplier<NexusSlotInfo>;
}

/** Decides whether one more task may run. */
export type SlotSupplier<SI extends SlotInfo> =
  ResourceBasedSlotsForType | FixedSizeSlotSupplier | CustomSlotSupplier<SI>;

/** A constant number of slots. */
export interface FixedSizeSlotSupplier {
  type: 'fixed-size';
  numSlots: number;
}

/** Slots by memory and CPU use; refused here. */
export interface ResourceBasedTuner extends ResourceBasedTunerSlotOptions {
  tunerOptions: ResourceBasedTunerOptions;
  controller?: never;
}

/** Slots by memory and CPU use, with a shared controller; refused here. */
export interface ResourceBasedTunerWithController extends ResourceBasedTunerSlotOptions {
  controller: ResourceBasedController;
  tunerOptions?: never;
}

interface ResourceBasedTunerSlotOptions {
  workflowTaskSlotOptions?: ResourceBasedSlotOptions;
  activityTaskSlotOptions?: ResourceBasedSlotOptions;
  localActivityTaskSlotOptions?: ResourceBasedSlotOptions;
  nexusTaskSlotOptions?: ResourceBasedSlotOptions;
}

/** Targets between 0 and 1. */
export interface ResourceBasedTunerOptions {
  targetMemoryUsage: number;
  targetCpuUsage: number;
}

/** Limits of resource based slots. */
export interface ResourceBasedSlotOptions {
  minimumSlots?: number;
  maximumSlots?: number;
  rampThrottle?: Duration;
}

/** Resource based slots of one kind of task. */
export type ResourceBasedSlotsForType = ResourceBasedSlotOptions &
  (
    | { tunerOptions: ResourceBasedTunerOptions; controller?: never }
    | { controller: ResourceBasedController; tunerOptions?: never }
  ) & { type: 'resource-based' };

/** Slots handed out by your code; refused here. */
export interface CustomSlotSupplier<SI extends SlotInfo> {
  type: 'custom';
  reserveSlot(ctx: SlotReserveContext, abortSignal: AbortSignal): Promise<SlotPermit>;
  tryReserveSlot(ctx: SlotReserveContext): SlotPermit | null;
  markSlotUsed(ctx: SlotMarkUsedContext<SI>): void;
  releaseSlot(ctx: SlotReleaseContext<SI>): void;
}

/** What a slot is used for. */
export type SlotInfo = WorkflowSlotInfo | ActivitySlotInfo | LocalActivitySlotInfo | NexusSlotInfo;
/** A workflow task. */
export interface WorkflowSlotInfo {
  type: 'workflow';
  workflowType: string;
  isSticky: boolean;
}
/** An activity. */
export interface ActivitySlotInfo {
  type: 'activity';
  activityType: string;
}
/** A local activity. */
export interface LocalActivitySlotInfo {
  type: 'local-activity';
  activityType: string;
}
/** A Nexus operation. */
export interface NexusSlotInfo {
  type: 'nexus';
  service: string;
  operation: string;
}
/** Permission to run one task. */
export type SlotPermit = object;
/** Who asks for a slot. */
export interface SlotReserveContext {
  slotType: SlotInfo['type'];
  taskQueue: string;
  workerIdentity: string;
  workerBuildId: string;
  workerDeploymentVersion?: WorkerDeploymentVersion;
  isSticky: boolean;
}
/** A slot is in use. */
export interface SlotMarkUsedContext<SI extends SlotInfo> {
  slotInfo: SI;
  permit: SlotPermit;
}
/** A slot is free again. */
export interface SlotReleaseContext<SI extends SlotInfo> {
  slotInfo?: SI;
  permit: SlotPermit;
}

const INSTEAD = 'give fixed-size slot suppliers, or the maxConcurrent... options of the worker.';

/** Measures the machine for resource based tuners. It cannot be made here. */
export class ResourceBasedController {
  private constructor() {}

  /** Throws `NotSupportedError`. */
  static create(_options: ResourceBasedTunerOptions): ResourceBasedController {
    throw new NotSupportedError('ResourceBasedController', INSTEAD);
  }
}

/** Slots of each kind. */
export interface FixedSlots {
  readonly workflowTasks: number;
  readonly activities: number;
  readonly localActivities: number;
}

/** Reads the sizes out of a tuner. Throws `NotSupportedError` for anything but fixed sizes. */
export function fixedSlots(tuner: WorkerTuner): FixedSlots {
  if (!('workflowTaskSlotSupplier' in tuner)) throw new NotSupportedError('A resource based tuner', INSTEAD);
  return {
    workflowTasks: sizeOf(tuner.workflowTaskSlotSupplier),
    activities: sizeOf(tuner.activityTaskSlotSupplier),
    localActivities: sizeOf(tuner.localActivityTaskSlotSupplier),
  };
}

function sizeOf(supplier: { type: string; numSlots?: number }): number {
  if (supplier.type !== 'fixed-size' || supplier.numSlots === undefined) {
    throw new NotSupportedError(`A ${supplier.type} slot supplier`, INSTEAD);
  }
  return supplier.numSlots;
}
