/** Where the interceptor leaves the id reserved with the request's key. */
export const RESERVED_ID = Symbol('reserved id');
