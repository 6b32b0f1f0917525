import { isScalar, type Node, type Scalar } from 'yaml';
import { changeSetting, type SettingChange, type UrlFor } from '../address/change-setting';
import type { Finding } from '../model/finding';
import type { findingOf } from '../model/finding-of';
import { setScalar } from './edits';
import { entriesOf, itemsOf, startOf, textOf } from './nodes';

/** Findings about variables that are set by a map (`KEY: value`) or a list (`- KEY=value`). */
export function environmentFindings(
  found: ReturnType<typeof findingOf>,
  text: string,
  environment: Node | null | undefined,
  urlFor: UrlFor,
): Finding[] {
  return variablesIn(environment).flatMap(({ name, value, scalar, prefix }) => {
    const change = changeSetting(name, value, urlFor);
    return change ? [findingFor(found, text, scalar, change, prefix)] : [];
  });
}

interface Variable {
  readonly name: string;
  readonly value: string;
  /** What holds the value, behind `prefix`. */
  readonly scalar: Scalar;
  readonly prefix: string;
}

function variablesIn(environment: Node | null | undefined): Variable[] {
  const ofMap = entriesOf(environment).flatMap(({ name, value }): Variable[] => {
    return isScalar(value) ? [{ name, value: textOf(value) ?? '', scalar: value, prefix: '' }] : [];
  });
  const ofList = itemsOf(environment).flatMap((item): Variable[] => {
    const [, prefix = '', name = '', value = ''] = /^((\w+)=)(.*)$/s.exec(textOf(item) ?? '') ?? [];
    return isScalar(item) && name !== '' ? [{ name, value, scalar: item, prefix }] : [];
  });
  return [...ofMap, ...ofList];
}

function findingFor(
  found: ReturnType<typeof findingOf>,
  text: string,
  scalar: Scalar,
  { class: changeClass, message, value, question }: SettingChange,
  prefix: string,
): Finding {
  return found(startOf(scalar), changeClass, message, {
    doc: 'docs/redis.md',
    edits: value === undefined ? [] : [setScalar(text, scalar, prefix + value)],
    ...(question !== undefined && { question }),
  });
}
