/**
 * A worker: poll loops, slots, and what runs in them. Owns the slots; tasks that come with a reply ("eager") take
 * places that were reserved before the call, so a worker never holds more than it may.
 */
import { setMaxListeners } from 'node:events';
import { LIMITS } from '../limits';
import { shortId } from '../model/ids';
import type { Task } from '../model/task';
import type { EagerOffer } from '../model/transition';
import type { Namespace } from '../namespace/namespace';
import type { PollReply, QueueName } from '../store/contract';
import { measured } from '../telemetry/requests';
import { createWorkerTelemetry, type WorkerTelemetry } from '../telemetry/worker';
import type { TaskPlace } from '../telemetry/workflow-task-spans';
import { createActivityTasks, type ActivityTasks } from './activity-tasks';
import type { EngineWorker, EngineWorkerOptions } from './contract';
import { runPollLoop, type PollLoop } from './poll-loop';
import { createRate } from './rate';
import { leaveStickyQueue } from './leave-sticky-queue';
import { createLocalActivities, type LocalActivities } from './local/local-activities';
import { NO_HANDLER } from './local/no-handler';
import { createPlaces, type Places } from './local/places';
import { createSlots, type Slots } from './slots';
import { createWorkflowTasks, type WorkflowTasks } from './workflow-tasks';

const LEASE_MS = 8_000;
/** Activities a workflow task may hand to its own worker; Temporal's default. */
const MAX_EAGER_ACTIVITIES = 3;

export function createEngineWorker(namespace: Namespace, options: EngineWorkerOptions): EngineWorker {
  return new Worker(namespace, options);
}

class Worker implements EngineWorker {
  private readonly namespace: Namespace;
  private readonly options: EngineWorkerOptions;
  private readonly name = shortId();
  private readonly workflowSlots: Slots;
  private readonly activitySlots: Slots;
  private readonly localPlaces: Places;
  private readonly localActivities: LocalActivities;
  private readonly workflows: WorkflowTasks | undefined;
  private readonly activities: ActivityTasks | undefined;
  private readonly polling = new AbortController();
  private readonly rate;
  private readonly place: TaskPlace;
  private readonly telemetry: WorkerTelemetry;
  private pollers = { workflow: 0, activity: 0 };

  constructor(namespace: Namespace, options: EngineWorkerOptions) {
    this.namespace = namespace;
    this.options = options;
    const { taskQueue } = options;
    this.place = { namespace: namespace.store.namespace, taskQueue, clock: namespace.clock };
    this.telemetry = createWorkerTelemetry(this.place.namespace, taskQueue);
    // Every loop of every shard listens.
    setMaxListeners(0, this.polling.signal);
    this.workflowSlots = createSlots(options.maxConcurrentWorkflowTasks);
    this.activitySlots = createSlots(options.maxConcurrentActivities);
    const localPlaces = options.maxConcurrentLocalActivities ?? LIMITS.localActivitiesPerWorker;
    this.localPlaces = createPlaces(localPlaces);
    this.localActivities = createLocalActivities({
      handler: options.localActivities ?? NO_HANDLER,
      place: this.place,
      places: this.localPlaces,
      onPlaces: ({ used }) => this.telemetry.slots('local', { used, free: localPlaces - used }),
      nowMs: () => namespace.clock.nowMs(),
      maxPayloadBytes: namespace.maxPayloadBytes,
    });
    this.rate = createRate(options.maxActivitiesPerSecond);
    if (options.retentionMs !== undefined) namespace.setRetention(options.retentionMs);
    this.workflows = options.workflows && this.createWorkflows(options.workflows);
    this.activities = options.activities && this.createActivities(options.activities);
  }

  get status(): EngineWorker['status'] {
    return {
      workflowTasksInFlight: this.workflowSlots.used,
      activitiesInFlight: this.activitySlots.used,
      localActivitiesInFlight: this.localPlaces.used,
      cachedRuns: this.workflows?.cachedRuns ?? 0,
      heartbeatingActivities: this.activities?.heartbeating ?? 0,
      pollingWorkflows: this.pollers.workflow > 0,
      pollingActivities: this.pollers.activity > 0,
    };
  }

  async run(): Promise<void> {
    this.telemetry.started();
    const releaseLoops = this.namespace.retainLoops();
    const stopListening = this.namespace.onError((error, context) => this.report(error, context));
    try {
      await Promise.all(this.pollLoops());
      await this.leaveStickyQueues();
      while (this.workflowSlots.used + this.activitySlots.used > 0) {
        await Promise.all([this.workflowSlots.whenEmpty(), this.activitySlots.whenEmpty()]);
      }
      await this.localPlaces.whenEmpty();
    } finally {
      this.workflows?.close();
      releaseLoops();
      stopListening();
    }
  }

  /** Tasks go to the shared queue from now on; those that wait here already are carried out. */
  private async leaveStickyQueues(): Promise<void> {
    if (!this.sticky) return;
    await Promise.all(
      Array.from({ length: this.namespace.store.shards }, (_, shard) => {
        return leaveStickyQueue({ ...this.workflowLoop(shard), ...this.requestBase(), stickyQueue: this.stickyQueue });
      }),
    );
  }

  stopPolling(): void {
    this.polling.abort();
  }

  cancelActivities: EngineWorker['cancelActivities'] = (reason) => {
    this.activities?.cancelAll(reason);
    this.localActivities.cancelAll(reason);
  };

  private pollLoops(): Promise<void>[] {
    const shards = Array.from({ length: this.namespace.store.shards }, (_, shard) => shard);
    return shards.flatMap((shard) => [
      ...(this.workflows ? [this.poll('workflow', this.workflowLoop(shard))] : []),
      ...(this.activities ? [this.poll('activity', this.activityLoop(shard))] : []),
    ]);
  }

  private async poll(kind: 'workflow' | 'activity', loop: PollLoop): Promise<void> {
    this.pollers[kind] += 1;
    this.telemetry.pollers(kind, this.pollers[kind]);
    this.telemetry.slots(kind, loop.slots);
    await runPollLoop({ ...loop, measured: (poll) => this.measuredPoll(kind, poll) }, this.polling.signal);
    this.pollers[kind] -= 1;
    this.telemetry.pollers(kind, this.pollers[kind]);
  }

  private async measuredPoll(kind: 'workflow' | 'activity', poll: () => Promise<PollReply>): Promise<PollReply> {
    const operation = kind === 'workflow' ? 'PollWorkflowTaskQueue' : 'PollActivityTaskQueue';
    const reply = await measured(operation, this.place.namespace, poll);
    this.telemetry.polled(kind, reply.tasks.length);
    return reply;
  }

  private workflowLoop(shard: number): PollLoop {
    const { taskQueue } = this.options;
    const shared: QueueName = { kind: 'workflow', taskQueue };
    const queues = this.sticky ? [shared, { kind: 'workflow', taskQueue: this.stickyQueue } as const] : [shared];
    return {
      ...this.loopBase(shard),
      slots: this.workflowSlots,
      rate: createRate(undefined),
      queues,
      request: (max) => ({
        ...this.requestBase(),
        workflow: { taskQueue, stickyQueue: this.sticky ? this.stickyQueue : undefined, max },
      }),
    };
  }

  private activityLoop(shard: number): PollLoop {
    const { taskQueue, maxTaskQueueActivitiesPerSecond: perSecond } = this.options;
    return {
      ...this.loopBase(shard),
      slots: this.activitySlots,
      rate: this.rate,
      queues: [{ kind: 'activity', taskQueue }],
      request: (max) => ({ ...this.requestBase(), activity: { taskQueue, max, perSecond } }),
    };
  }

  private loopBase(shard: number): Pick<PollLoop, 'store' | 'shard' | 'onTask' | 'onNow' | 'onError'> {
    return {
      store: this.namespace.store,
      shard,
      onTask: (task) => this.runInSlot(task),
      onNow: (nowMs) => this.namespace.clock.learn(nowMs),
      onError: (error) => this.report(error, `polling task queue "${this.options.taskQueue}"`),
    };
  }

  private requestBase(): { worker: string; identity: string; leaseMs: number } {
    return { worker: this.name, identity: this.options.identity, leaseMs: LEASE_MS };
  }

  private get sticky(): boolean {
    return this.options.maxCachedWorkflows > 0 && this.workflows !== undefined;
  }

  private get stickyQueue(): string {
    return `sticky/${this.name}`;
  }

  /** The slot is in use; it is given back when the task is done. */
  private runInSlot(task: Task): void {
    const slots = this.slotsOf(task);
    const kind = task.kind === 'activity' ? 'activity' : 'workflow';
    this.telemetry.slots(kind, slots);
    this.start(task)
      .catch((error: unknown) => this.report(error, `running a ${task.kind} task of run ${task.runId}`))
      .finally(() => {
        slots.end();
        this.telemetry.slots(kind, slots);
      });
  }

  private slotsOf(task: Task): Slots {
    return task.kind === 'activity' ? this.activitySlots : this.workflowSlots;
  }

  private async start(task: Task): Promise<void> {
    if (task.kind === 'activity') await this.activities?.run(task);
    else await this.workflows?.run(task);
  }

  private createWorkflows(handler: NonNullable<EngineWorkerOptions['workflows']>): WorkflowTasks {
    const { namespace, options } = this;
    return createWorkflowTasks({
      namespace,
      handler,
      place: this.place,
      telemetry: this.telemetry,
      identity: options.identity,
      taskQueue: options.taskQueue,
      localActivities: this.localActivities,
      maxCachedWorkflows: options.maxCachedWorkflows,
      sticky: () => (this.sticky && !this.polling.signal.aborted ? this.name : undefined),
      reserveEager: () => this.reserve(true, MAX_EAGER_ACTIVITIES),
      renewOffer: () => this.offer(0, true),
      onEager: (offer, tasks) => this.takeEager(offer, tasks),
      onError: (error, context) => this.report(error, context),
    });
  }

  private createActivities(handler: NonNullable<EngineWorkerOptions['activities']>): ActivityTasks {
    const { namespace, options } = this;
    return createActivityTasks({
      namespace,
      handler,
      place: this.place,
      identity: options.identity,
      reserveEager: (runId) => (this.workflows?.holds(runId) ? this.reserve(true, 0) : undefined),
      onEager: (offer, tasks) => this.takeEager(offer, tasks),
      onError: (error, context) => this.report(error, context),
    });
  }

  /** Takes the places that an offer may need. A worker that shuts down offers nothing. */
  private reserve(workflowTask: boolean, maxActivities: number): EagerOffer | undefined {
    if (this.polling.signal.aborted) return undefined;
    const task = workflowTask && this.sticky && this.workflowSlots.free > 0;
    const activities = this.eagerActivities(maxActivities);
    if (!task && activities === 0) return undefined;
    if (task) this.workflowSlots.reserve(1);
    this.activitySlots.reserve(activities);
    return this.offer(activities, task);
  }

  private offer(activities: number, workflowTask: boolean): EagerOffer {
    return {
      worker: this.name,
      identity: this.options.identity,
      stickyQueue: this.stickyQueue,
      activityQueue: this.options.taskQueue,
      activities,
      workflowTask,
    };
  }

  /** A rate of the whole task queue is kept by polls only, so nothing goes past them. */
  private eagerActivities(max: number): number {
    if (!this.activities || this.options.maxTaskQueueActivitiesPerSecond !== undefined) return 0;
    return Math.min(max, this.activitySlots.free, this.rate.available());
  }

  /** Runs what came in the reserved places and gives the others back. */
  private takeEager(offer: EagerOffer | undefined, tasks: readonly Task[]): void {
    if (!offer) return;
    const activities = tasks.filter(({ kind }) => kind === 'activity').length;
    const workflows = tasks.length - activities;
    this.rate.take(activities);
    this.activitySlots.unreserve(offer.activities - activities);
    if (offer.workflowTask) this.workflowSlots.unreserve(1 - workflows);
    for (const task of tasks) {
      this.slotsOf(task).begin();
      this.runInSlot(task);
    }
  }

  private report(error: unknown, context: string): void {
    try {
      this.options.onError?.(error, context);
    } catch {
      // A listener that throws must not end the work it was told about.
    }
  }
}
