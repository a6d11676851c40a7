import { Injectable } from '@nestjs/common';
import type { CommentNews } from '../receiving/news.js';
import type { Composed, DeliveryContext } from './asked.js';
import { firstWords, Quotation, readable } from './quotation.js';
import { RequestIntake } from './request-intake.js';

const TITLE = 120;

/** A comment that begins with the word to which the repository listens. */
@Injectable()
export class MentionRequest {
  constructor(private readonly intake: RequestIntake) {}

  async take(delivery: DeliveryContext, news: CommentNews, signal: AbortSignal): Promise<void> {
    const { kind, number, login, isBot, url, words } = news;
    await this.intake.take(
      {
        delivery,
        kind,
        number,
        login,
        isBot,
        url,
        isWanted: ({ mention }) => wordsAfter(mention, words) !== null,
        objection: ({ settings }) => Promise.resolve(wordsAfter(settings.mention, words) ? null : 'nothing_asked'),
        compose: ({ settings }) => Promise.resolve(composed(news, wordsAfter(settings.mention, words) ?? '')),
      },
      signal,
    );
  }
}

function composed({ number, login }: CommentNews, words: string): Composed {
  const quotation = new Quotation();
  return {
    title: `Asked by ${login}: ${firstWords(words, TITLE)}`,
    prompt: [
      `${login}, who may write to this repository, asks for something in a comment on pull request ${number} at GitHub, which has your work. Do it on this branch. Say at the end what you did; if it is a question, answer it there.`,
      quotation.rule,
      quotation.of('the comment', words),
    ].join('\n\n'),
  };
}

/** What follows the mention at the beginning, which may be empty; null: it does not begin with it. */
export function wordsAfter(mention: string | null, words: string): string | null {
  const text = readable(words);
  if (mention === null || !text.toLowerCase().startsWith(mention.toLowerCase())) return null;
  const rest = text.slice(mention.length);
  // As a word of its own: @agents is not @agent.
  return /^(?:$|[\s.,!?;:])/.test(rest) ? rest.replace(/^[\s.,!?;:]+/, '') : null;
}
