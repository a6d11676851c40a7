import type { Options, PostgresType, Sql } from 'postgres';

/** Options of postgres.js, in addition to or instead of a URL. */
export type PostgresOptions = Options<Record<string, PostgresType>>;

/** A session held by one caller until it is released, with what lite's Kysely driver needs. */
export interface ReservedSession {
  unsafe(text: string, parameters: readonly unknown[]): Promise<unknown>;
  release(): void;
}

/** Creates a postgres.js instance whose options these override. */
export type OpenSql = (options: PostgresOptions) => Sql;

interface Session {
  readonly sql: Sql;
  alive: boolean;
  /** Tells the running statement that its connection is gone. */
  onLost: () => void;
}

interface Waiter {
  readonly resolve: (session: Session) => void;
  readonly timer: NodeJS.Timeout;
}

const WAIT_MS = 15_000;
const IDLE_SECONDS = 60;
const CONNECT_SECONDS = 10;
/** Longer than the database's own limit for a statement: a server silent for this long is gone. */
const STATEMENT_MS = 60_000;

/**
 * Sessions of a Postgres, each an instance of postgres.js with one connection. postgres.js 3.4.9 has its own pool, but a connection
 * that is lost while it is reserved returns to the open ones: its next use hangs and throws from a timer, which ends the process.
 * Here a session that has lost its connection is never used again.
 */
export class SessionPool {
  private readonly idle: Session[] = [];
  private readonly waiting: Waiter[] = [];
  private readonly sessions = new Set<Session>();
  private readonly ends = new Set<Promise<unknown>>();
  private closed = false;
  private onEmpty: () => void = () => undefined;

  constructor(
    private readonly openSql: OpenSql,
    private readonly size: number,
    private readonly statementMs = STATEMENT_MS,
  ) {}

  /**
   * Waits for a free session, in order of calls. The first statement opens the connection.
   * @throws Error with a `code` when none becomes free in time, or the pool is closed.
   */
  async reserve(): Promise<ReservedSession> {
    if (this.closed) throw coded('CONNECTION_ENDED', 'The store is closed');
    const session = this.idle.pop() ?? (this.sessions.size < this.size ? this.open() : await this.next());
    return {
      unsafe: async (text, parameters) => {
        // Never on a new connection in place of a lost one: the statement may belong to a transaction.
        if (!session.alive) throw coded('CONNECTION_CLOSED', 'The connection was lost');
        return this.answered(session, session.sql.unsafe(text, parameters as never[]));
      },
      release: () => this.reclaim(session),
    };
  }

  /** Refuses new callers, waits at most `ms` for running ones, and closes every connection. */
  async close(ms: number): Promise<void> {
    this.closed = true;
    for (const session of this.idle.splice(0)) this.drop(session);
    if (this.sessions.size > 0) {
      await new Promise<void>((resolve) => {
        const deadline = setTimeout(resolve, ms);
        this.onEmpty = () => (clearTimeout(deadline), resolve());
      });
    }
    for (const session of this.sessions) this.drop(session);
    await Promise.allSettled(this.ends);
  }

  /** Adds a deadline: a dead connection that reports neither a result nor its end would block forever. */
  private async answered<T>(session: Session, statement: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const unanswered = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        session.alive = false;
        reject(coded('STORE_TIMEOUT', 'The database does not answer'));
      }, this.statementMs);
      session.onLost = () => reject(coded('CONNECTION_CLOSED', 'The connection was lost'));
    });
    const answer = statement.catch((error: unknown) => {
      // Immediately, before postgres.js notices the end: no other caller may get this connection.
      if (isOfConnection(error)) session.alive = false;
      throw error;
    });
    // It may still settle later, when nobody listens any more.
    answer.catch(() => undefined);
    return Promise.race([answer, unanswered]).finally(() => clearTimeout(timer));
  }

  private open(): Session {
    const session: Session = {
      alive: true,
      onLost: () => undefined,
      sql: this.openSql({
        max: 1,
        // Types are fetched on each new connection by a promise that nobody catches: a crash at that moment would end this process.
        fetch_types: false,
        idle_timeout: IDLE_SECONDS,
        connect_timeout: CONNECT_SECONDS,
        // A maximum lifetime would close a connection between two statements of a transaction.
        max_lifetime: null,
        onclose: () => this.lost(session),
        onnotice: () => undefined,
      }),
    };
    this.sessions.add(session);
    return session;
  }

  private next(): Promise<Session> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(waiter), 1);
        reject(coded('STORE_TIMEOUT', 'Every connection is busy'));
      }, WAIT_MS);
      const waiter: Waiter = { resolve, timer };
      this.waiting.push(waiter);
    });
  }

  private reclaim(session: Session): void {
    if (!session.alive) this.drop(session);
    else if (this.handToWaiter(session)) return;
    else if (this.closed) this.drop(session);
    else this.idle.push(session);
  }

  private handToWaiter(session: Session): boolean {
    const waiter = this.waiting.shift();
    if (!waiter) return false;
    clearTimeout(waiter.timer);
    waiter.resolve(session);
    return true;
  }

  /** The connection is gone: lost in use, in which case the caller will release the session, or closed after being idle. */
  private lost(session: Session): void {
    session.alive = false;
    session.onLost();
    const place = this.idle.indexOf(session);
    if (place === -1) return;
    this.idle.splice(place, 1);
    this.drop(session);
  }

  private drop(session: Session): void {
    if (!this.sessions.delete(session)) return;
    // Immediately: if postgres.js had to wait for a statement and its connection is lost, it would wait for the full timeout.
    const end = session.sql
      .end({ timeout: 0 })
      // It is gone either way, and the outcome does not matter.
      .catch(() => undefined)
      .finally(() => this.ends.delete(end));
    this.ends.add(end);
    if (this.waiting.length > 0) this.handToWaiter(this.open());
    if (this.sessions.size === 0) this.onEmpty();
  }
}

/** Whether an error comes from the driver, or from a Postgres that closes the connection; all others leave it usable. */
function isOfConnection(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return true;
  return !('severity' in error) || error.severity !== 'ERROR';
}

function coded(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
