/** Types only: what is named by a topic or a queue is typed by the function's type, where a caller gives it. */
import { MeshCall, MeshFlow, type Types } from '@perdure/mesh';
import { expectTypeOf, it } from 'vitest';

const greet = async (name: string, times = 1): Promise<{ hello: string; times: number }> =>
  Promise.resolve({ hello: name, times });
type Greeting = { hello: string; times: number };
const place = { topic: 'greet' };
const flow = { taskQueue: 'main', workflowName: 'greet' };

/** Never called: types are checked by the compiler. */
const never = {
  wrappers: async <T>(args: unknown[]): Promise<[T, T]> => {
    const handle = await new MeshFlow.Client().workflow.start<T>({ ...flow, args });
    return [await MeshCall.exec<T>({ ...place, args }), await handle.result()];
  },
  answersOfCalls: async () => {
    expectTypeOf(await MeshCall.exec<typeof greet>({ ...place, args: ['Ann'] })).toEqualTypeOf<Greeting>();
    expectTypeOf(await MeshCall.exec<Greeting>({ ...place, args: [1, 2] })).toEqualTypeOf<Greeting>();
    expectTypeOf(await MeshCall.exec(place)).toEqualTypeOf<unknown>();
    const expected: Greeting = await MeshCall.exec(place);
    expectTypeOf(expected).toEqualTypeOf<Greeting>();
  },
  argumentsOfCalls: async () => {
    // Arguments that do not fit are seen where the answer is used: it is no Greeting then.
    expectTypeOf(await MeshCall.exec<typeof greet>({ ...place, args: [1] })).not.toEqualTypeOf<Greeting>();
    expectTypeOf(await MeshCall.exec<typeof greet>({ ...place, args: ['A', 1, 2] })).not.toEqualTypeOf<Greeting>();
    // @ts-expect-error the arguments are those of the callback
    await MeshCall.cron({ ...place, callback: greet, args: [1], options: { id: 'x', interval: '1 day' } });
    await MeshCall.cron({ ...place, callback: greet, args: ['Ann', 2], options: { id: 'x', interval: '1 day' } });
  },
  resultsOfWorkflows: async () => {
    const client = new MeshFlow.Client();
    const typed = await client.workflow.start<typeof greet>({ ...flow, args: ['Ann', 2] });
    expectTypeOf(await typed.result()).toEqualTypeOf<Greeting>();
    const wrong = await client.workflow.start<typeof greet>({ ...flow, args: [1, 2] });
    expectTypeOf(await wrong.result()).not.toEqualTypeOf<Greeting>();
    const named = await client.workflow.start<Greeting>({ ...flow, args: [1] });
    expectTypeOf(await named.result()).toEqualTypeOf<Greeting>();
    const untyped = await client.workflow.start({ ...flow, args: [1] });
    expectTypeOf(await untyped.result()).toEqualTypeOf<unknown>();
    const handle = await client.getHandle<Greeting>({ workflowId: 'w' });
    expectTypeOf(await handle.result()).toEqualTypeOf<Greeting>();
    expectTypeOf(await handle.result<string>()).toEqualTypeOf<string>();
  },
  children: async () => {
    const { execChild, startChild, hook, waitFor, proxyActivities } = MeshFlow.workflow;
    expectTypeOf(await execChild<typeof greet>({ ...flow, args: ['Ann'] })).toEqualTypeOf<Greeting>();
    expectTypeOf(await execChild<Greeting>({ ...flow, args: [1] })).toEqualTypeOf<Greeting>();
    expectTypeOf(await startChild<typeof greet>({ ...flow, args: ['Ann'] })).toEqualTypeOf<string>();
    // @ts-expect-error a number is no name
    await hook<typeof greet>({ ...flow, args: [1] });
    expectTypeOf(await waitFor<boolean>('id')).toEqualTypeOf<boolean>();
    const activities = proxyActivities<{ greet: typeof greet; plain: (n: number) => number }>();
    expectTypeOf(activities.greet).toEqualTypeOf<(name: string, times?: number) => Promise<Greeting>>();
    expectTypeOf(activities.plain).toEqualTypeOf<(n: number) => Promise<number>>();
  },
  names: () => {
    expectTypeOf<Types.MeshCallExecParams>().toExtend<Parameters<typeof MeshCall.exec>[0]>();
    expectTypeOf<Types.MeshCallConnectParams>().toExtend<Parameters<typeof MeshCall.connect>[0]>();
    expectTypeOf<Types.MeshCallFlushParams>().toExtend<Parameters<typeof MeshCall.flush>[0]>();
    expectTypeOf<Types.MeshCallCronParams>().toExtend<Parameters<typeof MeshCall.cron>[0]>();
    expectTypeOf<Types.MeshCallInterruptParams>().toExtend<Parameters<typeof MeshCall.interrupt>[0]>();
    expectTypeOf<Types.WorkflowOptions>().toExtend<Parameters<typeof MeshFlow.workflow.startChild>[0]>();
    expectTypeOf<Types.WorkerConfig>().toExtend<Parameters<typeof MeshFlow.Worker.create>[0]>();
    expectTypeOf<Types.WorkflowContext>().toEqualTypeOf<ReturnType<typeof MeshFlow.workflow.getContext>>();
  },
};

it('types of callers follow the functions they name', () => {
  expectTypeOf(never).toBeObject();
});
