import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { listProcessIds } from '../../src/sandbox/processes/process-table.js';
import { identify, type ProcessIdentity } from './process-identity.js';

/** Which process of a job holds the other end of a connection over loopback; null: none that can be found. */
export function ownerOfConnection(clientPort: number, serverPort: number): ProcessIdentity | null {
  const inode = inodeOf(clientPort, serverPort);
  if (inode === null) return null;
  for (const pid of listProcessIds()) {
    const process = holds(pid, `socket:[${inode}]`) ? identify(pid) : null;
    if (process) return process;
  }
  return null;
}

/** From proc_net_tcp(5): local address, remote address, …, inode. */
function inodeOf(localPort: number, remotePort: number): string | null {
  const [local, remote] = [hex(localPort), hex(remotePort)];
  for (const file of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of text(file).split('\n')) {
      const fields = line.trim().split(/\s+/);
      if (fields[1]?.endsWith(`:${local}`) && fields[2]?.endsWith(`:${remote}`)) return fields[9] ?? null;
    }
  }
  return null;
}

function holds(pid: number, link: string): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => linkOf(`/proc/${pid}/fd/${fd}`) === link);
  } catch {
    return false;
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

function text(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}

function hex(port: number): string {
  return port.toString(16).toUpperCase().padStart(4, '0');
}
