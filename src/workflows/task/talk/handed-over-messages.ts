import type { DeliveredMessage } from '../../../claude/conversations/claude-conversation.js';
import type { PersonMessage } from '../conversation.repository.js';
import type { MessageAliases } from '../session/message-aliases.js';

/**
 * The way of a message through one process: `waiting` for Claude, `taken` into a turn whose answer is not known to be
 * stored, `refused` by the model, or `done`: answered, or called off by the CLI.
 */
type Place = 'waiting' | 'taken' | 'refused' | 'done';

/**
 * The account of the messages that a process of Claude was given. It goes by their own ids; Claude knows them by their
 * aliases.
 */
export class HandedOverMessages {
  private readonly places = new Map<string, Place>();

  /**
   * @param preface stands before the first message of all, and tells of the prompt; empty: nothing.
   * @param promptId the id of the prompt.
   */
  constructor(
    private readonly aliases: MessageAliases,
    private readonly preface: string,
    private readonly promptId: string,
  ) {}

  get isEmpty(): boolean {
    return this.places.size === 0;
  }

  /** Something was handed over since Claude last had nothing left to do. */
  get areWaiting(): boolean {
    return this.at('waiting').length > 0;
  }

  /** Those whose answer a crash would lose, in order. */
  get taken(): readonly string[] {
    return this.at('taken');
  }

  has(id: string): boolean {
    return this.places.has(id);
  }

  /** As Claude is to get the message, under its alias; null: it was given it before. */
  handOver({ id, text }: PersonMessage): DeliveredMessage | null {
    if (this.has(id)) return null;
    const preface = this.isEmpty ? this.preface : '';
    this.places.set(id, 'waiting');
    // What is attached comes with the prompt, wherever Claude is told of that.
    const bringsFiles = id === this.promptId || preface !== '';
    return { id: this.aliases.aliasOf(id), text: `${preface}${text}`, bringsFiles };
  }

  noteTaken(alias: string): void {
    this.places.set(this.aliases.originalOf(alias), 'taken');
  }

  /** @returns all aliases as they are to be stored, so that what was refused by now is asked again. */
  noteRefused(aliases: readonly string[]): Record<string, string> {
    for (const alias of aliases) this.places.set(this.aliases.originalOf(alias), 'refused');
    return this.aliases.renewed(this.at('refused'));
  }

  /** Claude has nothing left to do: what it did not take was called off. */
  noteIdle(): void {
    for (const id of this.at('waiting')) this.places.set(id, 'done');
  }

  noteAnswered(id: string): void {
    this.places.set(id, 'done');
  }

  private at(place: Place): string[] {
    return [...this.places].flatMap(([id, each]) => (each === place ? [id] : []));
  }
}
