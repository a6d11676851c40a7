import { once } from 'node:events';
import { chmod, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { ModelEnvironment } from '../../platform/config/model-environment.js';
import { Admissions } from './admissions.js';
import { modelSocketOf, makeRoom, RELAY_PORT } from '../../sandbox/network/model-socket.js';
import { JobProxy } from './job-proxy.js';
import { ModelUpstream } from './model-upstream.js';

/** Longer than any client keeps an idle connection, so clients never send into one that is being closed. */
const KEEP_ALIVE_MS = 120_000;

/** A process's access to the model. */
export interface ModelAccess {
  /** For the environment of Claude only. */
  readonly variables: Readonly<Record<string, string>>;
  /** Makes the variables invalid, if they were made for this process. */
  readonly revoke: () => void;
}

/** Gives jobs access to the model: directly, with the real credential, or through a proxy that keeps it to itself. */
@Injectable()
export class ModelGateway implements OnModuleInit, OnApplicationShutdown {
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
      const socket = modelSocketOf(this.env);
      await makeRoom(socket);
      this.server.listen(socket);
      // Its directory is closed: processes get the socket only from the sandbox, as any user.
      this.server.once('listening', () => void chmod(socket, 0o666));
    }
    await once(this.server, 'listening');
  }

  async onApplicationShutdown(): Promise<void> {
    if (!this.server) return;
    this.server.close();
    this.server.closeAllConnections();
    if (!this.hasNetwork) await rm(modelSocketOf(this.env), { force: true });
  }

  /** Access for one process of Claude; revoke it when the process has ended. */
  admit(jobId: string): ModelAccess {
    if (!this.server) return { variables: this.model.variables, revoke: () => undefined };
    const token = this.admissions.admit(jobId);
    return { variables: this.variablesWith(token), revoke: () => this.admissions.revoke(token) };
  }

  /** Sets the MCP servers that a job without a network may reach. */
  declare(jobId: string, urls: readonly string[]): void {
    this.admissions.declare(jobId, urls);
  }

  /** Puts the token in place of the credential, so that the CLI behaves as it would with the credential. */
  private variablesWith(token: string): Record<string, string> {
    const { plain, credentialNames } = this.model;
    const address = `127.0.0.1:${this.port}`;
    return {
      ...plain,
      ...Object.fromEntries(credentialNames.map((name) => [name, token])),
      ...(this.hasNetwork ? noProxyFor(plain) : proxyVariables(`http://job:${token}@${address}`, address)),
      ANTHROPIC_BASE_URL: `http://${address}`,
    };
  }

  private get port(): number {
    const address = this.server?.address();
    return typeof address === 'object' && address !== null ? address.port : RELAY_PORT;
  }

  private makeServer(): Server {
    const upstream = new ModelUpstream(this.model);
    upstream.assertDirect();
    const proxy = new JobProxy(upstream, this.admissions);
    const server = createServer((request, response) => proxy.serve(request, response));
    server.on('connect', (request, socket, head) => proxy.tunnel(request, socket, head));
    server.keepAliveTimeout = KEEP_ALIVE_MS;
    return server;
  }
}

/** Everything but the model goes through the proxy, which refuses most of it. */
function proxyVariables(proxy: string, address: string): Record<string, string> {
  return { HTTP_PROXY: proxy, HTTPS_PROXY: proxy, NO_PROXY: address };
}

function noProxyFor({ NO_PROXY }: Readonly<Record<string, string>>): Record<string, string> {
  return { NO_PROXY: [...(NO_PROXY === undefined ? [] : [NO_PROXY]), '127.0.0.1'].join(',') };
}
