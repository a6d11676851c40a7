import { open } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { GitGateway } from '../commands/git.gateway.js';

/** As git's own `transfer.unpackLimit`: a clone with a pack for each job would become slow. */
const FEW_OBJECTS = 100;

/** Takes packs that jobs have made into the bare clones. */
@Injectable()
export class ReceivedPacks {
  constructor(private readonly git: GitGateway) {}

  /**
   * What a fetch does with a pack that it checks (`fetch.fsckObjects`): every object must be sound, and all that it refers to
   * must be there. No ref changes, so the clone is not locked. @throws GitCommandError for objects that are not sound.
   */
  async receive(gitDir: string, pack: string, signal: AbortSignal): Promise<void> {
    const isSmall = (await objectsIn(pack)) <= FEW_OBJECTS;
    const args = isSmall ? ['unpack-objects', '--strict', '-q'] : ['index-pack', '--strict', '--fix-thin', '--stdin'];
    await this.git.run({ args, gitDir, stdinFile: pack, signal });
  }
}

/** As its header says, in bytes 8 to 11 (gitformat-pack(5)); 0: there is none. */
async function objectsIn(pack: string): Promise<number> {
  const file = await open(pack);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(12), 0, 12, 0);
    return bytesRead === 12 ? buffer.readUInt32BE(8) : 0;
  } finally {
    await file.close();
  }
}
