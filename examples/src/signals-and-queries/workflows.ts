import { condition, defineQuery, defineSignal, setHandler } from '@perdure/workflow';

export const addItem = defineSignal<[item: string]>('addItem');
export const checkOut = defineSignal('checkOut');
export const items = defineQuery<string[]>('items');

/** A shopping cart: signals change it, a query looks at it, and it ends when somebody checks out. */
export async function cart(): Promise<string> {
  const inCart: string[] = [];
  let checkedOut = false;
  setHandler(addItem, (item) => {
    inCart.push(item);
  });
  setHandler(checkOut, () => {
    checkedOut = true;
  });
  setHandler(items, () => inCart);

  await condition(() => checkedOut);
  return `${inCart.length} items bought`;
}
