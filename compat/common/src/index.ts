/**
 * The counterpart of `@temporalio/common`: the very same objects, so that `instanceof` and code that imports the
 * original keep working. Files beside this one do the same for its `lib/*`.
 */
export * from '@temporalio/common';
