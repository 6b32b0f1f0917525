import { expect, it } from 'vitest';
import { List } from './list';

it('a list that is taken from the front and filled at both ends keeps its order', () => {
  const list = new List();
  const model: string[] = [];
  for (let index = 0; index < 500; index++) {
    list.push(`p${index}`);
    model.push(`p${index}`);
    if (index % 3 !== 0) expect(list.shift()).toBe(model.shift());
    if (index % 7 === 0) {
      list.unshift(`u${index}`);
      model.unshift(`u${index}`);
    }
    expect([list.length, list.at(0), list.at(-1)]).toEqual([model.length, model[0], model.at(-1)]);
  }
  list.keep((item) => item.startsWith('p'));
  expect(list.slice()).toEqual(model.filter((item) => item.startsWith('p')));
  expect([list.at(-1_000), new List().at(-1), new List().shift()]).toEqual([undefined, undefined, undefined]);
});
