import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { asListenFault, assertListenable } from './listening.js';

describe('assertListenable', () => {
  let other: Server;
  let port: number;
  beforeEach(async () => {
    other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    ({ port } = other.address() as AddressInfo);
  });
  afterEach(() => void other.close());

  it('leaves the port free', async () => {
    other.close();
    await once(other, 'close');
    await assertListenable({ PORT: port, HOST: '127.0.0.1' });
    await assertListenable({ PORT: port, HOST: '127.0.0.1' });
  });

  it.each([
    ['127.0.0.1', () => port, 'of 127.0.0.1 is in use by another process: set PORT to a free one'],
    ['192.0.2.1', () => 0, 'HOST 192.0.2.1 is not an address of this machine: set HOST to one, such as 127.0.0.1'],
  ])('names the variable that is wrong for %s', async (HOST, portOf, sentence) => {
    await expect(assertListenable({ PORT: portOf(), HOST })).rejects.toThrow(sentence);
  });
});

describe('asListenFault', () => {
  const fault = (code: string, syscall: string) =>
    asListenFault(Object.assign(new Error(code), { code, syscall }), { PORT: 80, HOST: 'x' });

  it.each([
    ['EACCES', 'listen', 'The server may not use the port 80: set PORT to one from 1024 on'],
    ['ENOTFOUND', 'getaddrinfo', 'HOST x is not an address of this machine'],
    ['EAI_AGAIN', 'getaddrinfo', 'HOST x cannot be looked up now'],
    ['EAFNOSUPPORT', 'listen', 'The server cannot listen on x, port 80 (EAFNOSUPPORT): check HOST and PORT'],
  ])('explains %s of %s', (code, syscall, sentence) => {
    expect(String(fault(code, syscall))).toContain(sentence);
  });

  it('leaves other errors as they are', () => {
    const error = Object.assign(new Error('x'), { code: 'EACCES', syscall: 'open' });
    expect(asListenFault(error, { PORT: 80, HOST: 'x' })).toBe(error);
  });
});
