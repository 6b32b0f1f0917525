import { defineSearchAttributeKey } from '@temporalio/common';

export const port = defineSearchAttributeKey('CustomKeywordField', 'KEYWORD');
export const crates = defineSearchAttributeKey('CustomIntField', 'INT');
export const fragile = defineSearchAttributeKey('CustomBoolField', 'BOOL');
export const due = defineSearchAttributeKey('CustomDatetimeField', 'DATETIME');
