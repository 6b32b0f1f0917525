/** Errors of redirection, for every way of it: the hook, the jest preset, the vitest plugin. */
import { TEMPORAL_VERSION } from './packages';

/** The counterpart is not there. It has the code of a missing module, so that optional imports stay optional. */
export class CounterpartMissingError extends Error {
  readonly code: 'MODULE_NOT_FOUND' | 'ERR_MODULE_NOT_FOUND';

  constructor(specifier: string, name: string, code: CounterpartMissingError['code'], options?: ErrorOptions) {
    super(
      `'${specifier}' is redirected to ${name}, which is not installed. ` +
        `Install it in the application: npm install ${name} @temporalio/common@~${TEMPORAL_VERSION}`,
      options,
    );
    this.name = 'CounterpartMissingError';
    this.code = code;
  }
}

/** An import of a module that is internal to Temporal's SDK. */
export class NoCounterpartError extends Error {
  readonly code = 'ERR_PERDURE_NO_COUNTERPART';

  constructor(specifier: string, name: string, importer: string | undefined) {
    super(
      `'${specifier}' is internal to Temporal's SDK and has no counterpart in ${name}` +
        `${importer ? ` (imported by ${importer})` : ''}. Import what you need from '${specifier.split('/').slice(0, 2).join('/')}' itself.`,
    );
    this.name = 'NoCounterpartError';
  }
}

/** The real package was about to be loaded, or was, in a process that is redirected to ours. */
export class RealPackageError extends Error {
  readonly code = 'ERR_PERDURE_REAL_PACKAGE';

  constructor(name: string, how: string, advice: string) {
    super(
      `The real ${name} ${how}, while @perdure/codemods/register redirects ${name} to Redis. ` +
        `With both in one process, a part of the application would talk to a Temporal server. ${advice}`,
    );
    this.name = 'RealPackageError';
  }
}
