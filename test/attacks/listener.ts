import { createServer, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A host of the attacker on loopback, to which secrets are to be sent. It writes down all that arrives. */
export class Listener {
  /** Request line, headers and body of each request. */
  readonly received: string[] = [];
  private readonly server = createServer((request, response) => {
    void this.receive(request).then(() => response.end('{}'));
  });

  static async start(): Promise<Listener> {
    const listener = new Listener();
    listener.server.listen(0, '127.0.0.1');
    await once(listener.server, 'listening');
    return listener;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  heard(path: string): boolean {
    return this.received.some((request) => request.split(' ')[1]?.startsWith(path));
  }

  private async receive(request: IncomingMessage): Promise<void> {
    const body = await text(request).catch(() => '');
    this.received.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)} ${body}`);
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}
