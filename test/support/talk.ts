import { randomUUID } from 'node:crypto';
import type {
  ClaudeConversation,
  ConversationEnd,
  ConversationListener,
  TurnsSoFar,
  ConversationRequest,
} from '../../src/claude/conversations/claude-conversation.js';
import type { ClaudeRig, RigOptions } from './claude-rig.js';

/** What a conversation's listener can hear: `taken <text>`, `idle`, `busy`, `failed <reason>`, `mcp <name>=<status>`. */
type Heard = string;

/** A person who talks with Claude: sends messages by their text and writes down what comes of them. */
export class Talk {
  readonly heard: Heard[] = [];
  private readonly texts = new Map<string, string>();
  private readonly reactions = new Map<Heard, () => Promise<void>>();
  private wake: () => void = () => undefined;

  private constructor(
    private readonly rig: ClaudeRig,
    readonly request: ConversationRequest,
    private readonly abort: AbortController,
  ) {}

  conversation!: ClaudeConversation;
  /** What was told at the end of the last turn; null: none has ended. */
  soFar: TurnsSoFar | null = null;

  /** A conversation that is yet to be opened. */
  static async prepare(rig: ClaudeRig, part: Partial<ConversationRequest> = {}): Promise<Talk> {
    const request = {
      claim: { jobId: randomUUID(), leaseToken: 1 },
      sessionId: randomUUID(),
      resume: false,
      cwd: part.cwd ?? (await rig.tree()),
      model: null,
      instructions: null,
      mcp: null,
      ...part,
    };
    return new Talk(rig, request, new AbortController());
  }

  /** @throws Error when it cannot be opened. */
  static async open(rig: ClaudeRig, part: Partial<ConversationRequest> = {}, options: RigOptions = {}): Promise<Talk> {
    return (await Talk.prepare(rig, part)).open({}, options);
  }

  /** @throws Error when it cannot be opened. */
  async open(part: Partial<ConversationRequest> = {}, options: RigOptions = {}): Promise<this> {
    const { conversations } = this.rig.parts(options);
    const opened = await conversations.open({ ...this.request, ...part }, this.listener(), this.abort.signal);
    if ('failure' in opened) throw new Error(opened.failure);
    this.conversation = opened;
    return this;
  }

  get jobId(): string {
    return this.request.claim.jobId;
  }

  /** Delivers a text and answers its id. */
  say(text: string, id: string = randomUUID()): string {
    this.texts.set(id, text);
    this.conversation.deliver({ id, text });
    return id;
  }

  /** Resolves when `what` has been heard `times` times. @throws Error when the conversation ends before. */
  async hear(what: Heard, times = 1): Promise<void> {
    let ended = false;
    const note = (): void => {
      ended = true;
      this.wake();
    };
    void this.conversation.ended.then(note, note);
    while (this.heard.filter((one) => one === what).length < times) {
      if (ended) throw new Error(`the conversation ended before '${what}': ${this.heard.join(', ')}`);
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  /** Says a text and waits until Claude has nothing left to do. */
  async ask(text: string): Promise<void> {
    const idle = this.heard.filter((one) => one === 'idle').length;
    this.say(text);
    await this.hear('idle', idle + 1);
  }

  stop(): void {
    this.abort.abort();
  }

  finish(): Promise<ConversationEnd> {
    this.conversation.finish();
    return this.conversation.ended;
  }

  /** Does something when `what` is heard; Claude waits for it. */
  on(what: Heard, react: () => Promise<void>): void {
    this.reactions.set(what, react);
  }

  /** Fails when `what` is heard. */
  refuse(what: Heard): void {
    this.on(what, () => Promise.reject(new Error(`refused: ${what}`)));
  }

  listener(): ConversationListener {
    const note = async (what: Heard): Promise<void> => {
      this.heard.push(what);
      this.wake();
      await this.reactions.get(what)?.();
    };
    return {
      onTaken: (id) => note(`taken ${this.texts.get(id) ?? id}`),
      onIdle: () => note('idle'),
      onBusy: () => note('busy'),
      onTurnFailed: ({ reason }) => note(`failed ${reason}`),
      onTurnEnded: (soFar) => {
        this.soFar = soFar;
        return Promise.resolve();
      },
      onMcpServers: (servers) => note(`mcp ${servers.map(({ name, status }) => `${name}=${status}`).join(',')}`),
    };
  }
}
