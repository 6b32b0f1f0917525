import { invariant } from '../../../invariant';
import { type FieldChange, numberText, type TermStart } from '../../../model/record';
import { sortable } from '../../../model/search-attribute';
import { dropRecord as dropStored, RecordFields } from '../records';
import { type Apply, registerRun } from './context';

export const changeRecord: Apply<'changeRecord'> = (applying, { entity, changes, forget }) => {
  const record = new RecordFields(applying.turn, entity, registerRun(applying).workflowId);
  record.forget(forget);
  for (const change of changes) applying.results.push(changed(record, change));
};

export const dropRecord: Apply<'dropRecord'> = (applying) => {
  dropStored(applying.turn, registerRun(applying).workflowId);
};

/** Makes the change and answers its result. */
function changed(record: RecordFields, change: FieldChange): string {
  const { field } = change;
  const old = record.get(field);
  switch (change.change) {
    case 'set':
      record.set(field, change.value);
      record.setTerms(field, change.terms);
      return old === undefined ? '1' : '0';
    case 'unset':
      record.unset(field);
      record.setTerms(field, []);
      return old === undefined ? '0' : '1';
    case 'terms':
      if (old === change.value) record.setTerms(field, change.terms);
      return old === change.value ? '1' : '0';
    case 'add':
    case 'multiply':
      return calculated(record, change, old);
  }
}

function calculated(
  record: RecordFields,
  { change, field, by, starts }: Extract<FieldChange, { change: 'add' | 'multiply' }>,
  old: string | undefined,
): string {
  const amount = Number(by);
  const value = numberText(change === 'add' ? Number(old ?? 0) + amount : Number(old ?? 1) * amount);
  invariant(Number.isFinite(Number(value)), `${field} stays a number`);
  record.set(field, value);
  record.setTerms(
    field,
    starts.flatMap(({ as, start }) => ENDINGS[as](value).map((ending) => start + ending)),
  );
  return value;
}

const ENDINGS = {
  number: (value) => [sortable(Number(value))],
  text: (value) => [value],
  words: (value) => value.match(/[0-9a-z]+/g) ?? [],
} satisfies Record<TermStart['as'], (value: string) => readonly string[]>;
