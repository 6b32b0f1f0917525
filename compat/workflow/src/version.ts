/** Version of this package, as stack traces show it. A test compares it with package.json. */
export const VERSION = '0.1.0';
