/** One block of a message's content, as far as the scripted model looks into it. */
export interface ContentBlock {
  readonly type: string;
  readonly text?: string;
  /** Of a `tool_result`: what the tool answered, as text or as blocks. */
  readonly content?: string | readonly ContentBlock[];
  readonly is_error?: boolean;
}

export interface ConversationMessage {
  readonly role: 'user' | 'assistant';
  readonly content: string | readonly ContentBlock[];
}

/** Body of `POST /v1/messages`, as far as the scripted model looks into it. */
export interface MessagesBody {
  readonly model: string;
  readonly stream?: boolean;
  readonly system?: string | readonly ContentBlock[];
  readonly messages: readonly ConversationMessage[];
  readonly tools?: readonly { readonly name: string }[];
}

/** All text that the user side of a conversation has sent, tool results not included. */
export function userTextOf(body: MessagesBody): string {
  return textsOf(body, (block) => (block.type === 'text' ? [block.text ?? ''] : [])).join('\n');
}

/** What each tool call has answered so far, in order. */
export function toolResultsOf(body: MessagesBody): string[] {
  return textsOf(body, (block) => (block.type === 'tool_result' ? [plainText(block.content)] : []));
}

/** How many answers the model has given in this conversation: the index of the turn that comes next. */
export function answersIn(body: MessagesBody): number {
  return body.messages.filter((message) => message.role === 'assistant').length;
}

/** The system prompt as one text; empty when there is none. */
export function systemTextOf(body: MessagesBody): string {
  return plainText(body.system);
}

function textsOf(body: MessagesBody, pick: (block: ContentBlock) => string[]): string[] {
  return body.messages
    .filter((message) => message.role === 'user')
    .flatMap(({ content }) => (typeof content === 'string' ? [{ type: 'text', text: content }] : content))
    .flatMap(pick);
}

function plainText(content: string | readonly ContentBlock[] | undefined): string {
  if (typeof content === 'string') return content;
  return (content ?? []).map((block) => block.text ?? '').join('\n');
}

/** Which iteration of a ralph loop a conversation belongs to, by the words of its prompt; 0: none. */
export function iterationOf(body: MessagesBody): number {
  return Number(/This is iteration (\d+) of at most/.exec(userTextOf(body))?.[1] ?? 0);
}
