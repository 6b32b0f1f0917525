/** What jest loads for `preset: '@perdure/codemods/jest'`: of a module with `__esModule` it would take the default export. */
import { moduleNameMapper } from './index';

module.exports = { moduleNameMapper };
