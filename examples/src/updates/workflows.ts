import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  defineSignal,
  defineUpdate,
  setHandler,
} from '@perdure/workflow';

export const deposit = defineUpdate<number, [amount: number]>('deposit');
export const close = defineSignal('close');

/** An account. An update changes it and answers; its validator refuses without a trace in the history. */
export async function account(): Promise<number> {
  let balance = 0;
  let closed = false;
  setHandler(
    deposit,
    (amount) => {
      balance += amount;
      return balance;
    },
    {
      validator: (amount) => {
        if (amount <= 0) throw ApplicationFailure.nonRetryable(`cannot deposit ${amount}`);
      },
    },
  );
  setHandler(close, () => {
    closed = true;
  });

  await condition(() => closed && allHandlersFinished());
  return balance;
}
