/** Types of functions that are named by a topic, a queue or an entity, where only their type is known. */

export type AnyFunction = (...args: any[]) => any;

/** What a caller gets: what the function returns, or what its promise brings. */
export type Returned<F extends AnyFunction> = Awaited<ReturnType<F>>;

/**
 * Parameters of an overload for callers who give the type of a function: `exec<typeof greet>(...)`. Without a type parameter
 * `F` is `never`, and the overload is passed over.
 */
export type IfFunction<F extends AnyFunction, Params> = [F] extends [never] ? never : Params;
