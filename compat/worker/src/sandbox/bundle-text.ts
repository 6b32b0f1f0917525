/**
 * The text format of a workflow bundle: what `bundler/` writes and the sandbox reads. A bundle is one expression
 * behind one marker line, with its source map in a comment at the end, so that a file holds everything.
 */
import { InvalidWorkflowBundleError } from './errors';

export const BUNDLE_FORMAT = 1;
const MARKER = '//! perdure-workflow-bundle ';
const MAP_COMMENT = '\n//# sourceMappingURL=data:application/json;base64,';

/** The first line of a bundle. */
export interface BundleHeader {
  readonly format: number;
  /** Shared modules the user's half imports. */
  readonly uses: readonly string[];
}

export interface BundleText {
  readonly header: BundleHeader;
  /** Without the source map, which is decoded only when an error needs it. */
  readonly script: string;
  readonly sourceMap: string | undefined;
}

export function writeBundle(header: BundleHeader, script: string, sourceMap: string): string {
  return `${bundleMarker(header)}${script}${MAP_COMMENT}${Buffer.from(sourceMap).toString('base64')}\n`;
}

/** The line that precedes the script; line numbers of the source map count it. */
export const bundleMarker = (header: BundleHeader): string => `${MARKER}${JSON.stringify(header)}\n`;

/** Takes a bundle apart. Throws InvalidWorkflowBundleError for text that was not made by this version's bundler. */
export function readBundle(code: string): BundleText {
  if (!code.startsWith(MARKER)) {
    throw new InvalidWorkflowBundleError(
      'The workflow bundle was not made by bundleWorkflowCode of @perdure/worker. ' +
        'Bundles of @temporalio/worker cannot run here: build the bundle again with @perdure/worker.',
    );
  }
  const header = JSON.parse(code.slice(MARKER.length, code.indexOf('\n'))) as BundleHeader;
  if (header.format !== BUNDLE_FORMAT) {
    throw new InvalidWorkflowBundleError(
      `The workflow bundle has format ${header.format}, this version of @perdure/worker reads format ${BUNDLE_FORMAT}. ` +
        'Build the bundle with the version that runs it.',
    );
  }
  const end = code.lastIndexOf(MAP_COMMENT);
  if (end < 0) return { header, script: code, sourceMap: undefined };
  const encoded = code.slice(end + MAP_COMMENT.length).trim();
  return { header, script: code.slice(0, end), sourceMap: encoded };
}
