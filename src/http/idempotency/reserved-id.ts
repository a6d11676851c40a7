import type { Request } from 'express';

/** Where the interceptor puts the id reserved with the request's key. */
export const RESERVED_ID = Symbol('reserved id');
/** Where the id that the handler was given is kept. */
const GIVEN_ID = Symbol('given id');

type RequestWithIds = Request & { [RESERVED_ID]?: string; [GIVEN_ID]?: string };

/** The id for the row that a request creates: the reserved one, else `fresh`. */
export function giveId(request: Request, fresh: string): string {
  const withIds = request as RequestWithIds;
  return (withIds[GIVEN_ID] = withIds[RESERVED_ID] ?? fresh);
}

/** The id given to a request for the row it creates; null: it creates none, or was refused first. */
export function createdIdOf(request: Request): string | null {
  return (request as RequestWithIds)[GIVEN_ID] ?? null;
}
