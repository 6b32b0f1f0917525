import { patchProtobufRoot } from '@temporalio/common/lib/protobufs';
import * as protobuf from 'protobufjs';

/** What generated code would hold; here from a description, without a step of generation. */
const DESCRIPTION = {
  nested: {
    bakery: {
      nested: {
        Dough: { fields: { flour: { type: 'string', id: 1 }, grams: { type: 'uint32', id: 2 } } },
        Bread: { fields: { name: { type: 'string', id: 1 }, loaves: { rule: 'repeated', type: 'uint32', id: 2 } } },
      },
    },
  },
};

const types = protobuf.Root.fromJSON(DESCRIPTION);

export const root = patchProtobufRoot(types as unknown as Record<string, unknown>);

export interface Dough {
  readonly flour: string;
  readonly grams: number;
}

export interface Bread {
  readonly name: string;
  readonly loaves: readonly number[];
}

const doughType = types.lookupType('bakery.Dough');
const breadType = types.lookupType('bakery.Bread');

export const makeDough = (fields: Dough): Dough => doughType.create({ ...fields }) as unknown as Dough;
export const makeBread = (fields: Bread): Bread => breadType.create({ ...fields }) as unknown as Bread;
export const isDough = (value: unknown): boolean => value instanceof doughType.ctor;
export const isBread = (value: unknown): boolean => value instanceof breadType.ctor;
