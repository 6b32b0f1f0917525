/** Name of the header that carries the user from the client through the workflow to activities. */
export const USER_HEADER = 'user';
