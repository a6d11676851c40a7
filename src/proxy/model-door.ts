import { once } from 'node:events';
import { chmod, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Env } from '../config/env.js';
import { ModelEnvironment } from '../config/model-environment.js';
import { Admissions } from './admissions.js';
import { doorSocketOf, makeRoom } from './door-socket.js';
import { JobProxy } from './job-proxy.js';
import { ModelUpstream } from './model-upstream.js';

/** Port at which the relay listens inside a sandbox without a network; nothing else listens there. */
export const RELAY_PORT = 3457;
/** Longer than any client keeps an idle connection, so that it never sends into one that is being closed. */
const KEEP_ALIVE_MS = 120_000;

/** By which Claude reaches its model. */
export interface ModelAccess {
  /** For the environment of Claude alone. */
  readonly variables: Readonly<Record<string, string>>;
  /** From now on they lead nowhere, if they were made for this one process. */
  readonly revoke: () => void;
}

/** Leads the jobs to the model: directly, with the real credential, or by a proxy that keeps it to itself. */
@Injectable()
export class ModelDoor implements OnModuleInit, OnApplicationShutdown {
  private readonly admissions = new Admissions();
  private readonly server: Server | null;
  private readonly hasNetwork: boolean;

  constructor(
    private readonly env: Env,
    private readonly model: ModelEnvironment,
  ) {
    this.hasNetwork = env.SANDBOX_NETWORK === 'open';
    this.server = env.MODEL_CREDENTIAL_PROXY || !this.hasNetwork ? this.makeServer() : null;
  }

  async onModuleInit(): Promise<void> {
    if (!this.server) return;
    if (this.hasNetwork) this.server.listen(0, '127.0.0.1');
    else {
      const socket = doorSocketOf(this.env);
      await makeRoom(socket);
      this.server.listen(socket);
      // Its folder is closed: whoever has it got it from the sandbox, as whichever user.
      this.server.once('listening', () => void chmod(socket, 0o666));
    }
    await once(this.server, 'listening');
  }

  async onApplicationShutdown(): Promise<void> {
    if (!this.server) return;
    this.server.close();
    this.server.closeAllConnections();
    if (!this.hasNetwork) await rm(doorSocketOf(this.env), { force: true });
  }

  /** For one process of Claude; to be revoked when it has ended. */
  admit(jobId: string): ModelAccess {
    if (!this.server) return { variables: this.model.variables, revoke: () => undefined };
    const token = this.admissions.admit(jobId);
    return { variables: this.variablesWith(token), revoke: () => this.admissions.revoke(token) };
  }

  /** The MCP servers that a job may reach where it has no network otherwise. */
  declare(jobId: string, urls: readonly string[]): void {
    this.admissions.declare(jobId, urls);
  }

  /** The token stands where the credential would, so that the CLI behaves as it would with that. */
  private variablesWith(token: string): Record<string, string> {
    const { plain, credentialNames } = this.model;
    const door = `127.0.0.1:${this.port}`;
    return {
      ...plain,
      ...Object.fromEntries(credentialNames.map((name) => [name, token])),
      ...(this.hasNetwork ? noProxyFor(plain) : proxyVariables(`http://job:${token}@${door}`, door)),
      ANTHROPIC_BASE_URL: `http://${door}`,
    };
  }

  private get port(): number {
    const address = this.server?.address();
    return typeof address === 'object' && address !== null ? address.port : RELAY_PORT;
  }

  private makeServer(): Server {
    const proxy = new JobProxy(new ModelUpstream(this.model), this.admissions);
    const server = createServer((request, response) => proxy.serve(request, response));
    server.on('connect', (request, socket, head) => proxy.tunnel(request, socket, head));
    server.keepAliveTimeout = KEEP_ALIVE_MS;
    return server;
  }
}

/** Everything but the model goes through the proxy, which refuses most of it. */
function proxyVariables(proxy: string, door: string): Record<string, string> {
  return { HTTP_PROXY: proxy, HTTPS_PROXY: proxy, NO_PROXY: door };
}

function noProxyFor({ NO_PROXY }: Readonly<Record<string, string>>): Record<string, string> {
  return { NO_PROXY: [...(NO_PROXY === undefined ? [] : [NO_PROXY]), '127.0.0.1'].join(',') };
}
