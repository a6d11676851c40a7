import type { Evidence, Invariant, ServerExit } from '../evidence.js';

/** A database that is away at a boot may end it: the supervisor tries again. */
const BOOT_MS = 40_000;

/** No server ends by itself or badly, and no answer of the API is one that nobody expects. */
export const serversBehave: Invariant = (evidence) => [
  ...evidence.exits
    .filter((exit) => !isExplained(exit, evidence))
    .map(({ node, cause, code, signal, atMs, lastWords }) => ({
      rule: 'servers behave',
      job: null,
      what: `${node} ended (${cause}, ${signal ?? `exit code ${code}`}) at ${atMs} ms: ${lastWords}`,
    })),
  ...evidence.refusals.map(({ atMs, request, status, body }) => ({
    rule: 'servers behave',
    job: null,
    what: `${request} was answered with ${status} at ${atMs} ms: ${body}`,
  })),
];

function isExplained({ cause, atMs }: ServerExit, { absences }: Evidence): boolean {
  if (cause !== 'boot') return false;
  return absences.some(
    ({ why, fromMs, toMs }) => why === 'without database' && fromMs <= atMs && atMs <= toMs + BOOT_MS,
  );
}

/** Nothing of jobs or servers is left: no process, no working tree, no lock. */
export const nothingIsLeft: Invariant = ({ leftovers }) =>
  leftovers.map((what) => ({ rule: 'nothing is left', job: null, what }));
