import { randomUUID } from 'node:crypto';
import type { Json } from '../../../platform/store/database.types.js';

/**
 * Under which id Claude gets a message. Its own at first, by which it is neither doubled nor answered twice; another one
 * once a turn of it was refused by the model, or its answer was lost: the CLI takes the first for answered.
 */
export class MessageAliases {
  private readonly aliases: Map<string, string>;
  private readonly originals = new Map<string, string>();

  /** @param stored the job's `message_aliases`: alias by id. */
  constructor(stored: Json) {
    this.aliases = new Map(Object.entries(stored ?? {}).map(([id, alias]) => [id, String(alias)]));
    for (const [id, alias] of this.aliases) this.originals.set(alias, id);
  }

  aliasOf(id: string): string {
    return this.aliases.get(id) ?? id;
  }

  originalOf(alias: string): string {
    return this.originals.get(alias) ?? alias;
  }

  /** What to store so that these messages are asked again; the others keep theirs. */
  renewed(open: readonly string[]): Record<string, string> {
    return { ...Object.fromEntries(this.aliases), ...Object.fromEntries(open.map((id) => [id, randomUUID()])) };
  }
}
