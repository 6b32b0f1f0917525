/** Packages that fixtures import and that are not installed here; their types do not matter. */
declare module 'tsconfig-paths-webpack-plugin';
