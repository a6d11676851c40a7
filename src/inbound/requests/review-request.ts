import { Injectable } from '@nestjs/common';
import { type ReviewLine, ReviewLines } from '../../github/discussion/review-lines.js';
import type { ReviewNews } from '../receiving/news.js';
import type { Composed, DeliveryContext, Place } from './asked.js';
import { firstWords, Quotation } from './quotation.js';
import { RequestIntake } from './request-intake.js';

/** Comments of single lines that are told, and of each so many characters. */
const MAX_LINES = 50;
const MAX_WORDS = 4_000;
const MAX_HUNK = 2_000;
const TITLE = 120;

/** A review that requests changes. */
@Injectable()
export class ReviewRequest {
  constructor(
    private readonly intake: RequestIntake,
    private readonly lines: ReviewLines,
  ) {}

  async take(delivery: DeliveryContext, news: ReviewNews, signal: AbortSignal): Promise<void> {
    const { kind, number, login, isBot, url } = news;
    await this.intake.take(
      {
        delivery,
        kind,
        number,
        login,
        isBot,
        url,
        isWanted: (settings) => settings.on_review,
        objection: () => Promise.resolve(null),
        compose: (place, until) => this.compose(news, place, until),
      },
      signal,
    );
  }

  private async compose(news: ReviewNews, { repository }: Place, signal: AbortSignal): Promise<Composed> {
    const { number, review, login, words } = news;
    const lines = await this.lines.of(repository, { pullRequest: number, review }, MAX_LINES, signal);
    const quotation = new Quotation();
    const first = firstWords(words === '' ? (lines[0]?.body ?? '') : words, TITLE);
    return {
      title: first === '' ? `Review by ${login}` : `Review by ${login}: ${first}`,
      prompt: [
        `${login}, who may write to this repository, has reviewed your work in pull request ${number} at GitHub, and requests changes. Make them on this branch. Say at the end what you changed for each point, and which you left as they are, and why.`,
        quotation.rule,
        ...(words === '' ? [] : [quotation.of('the review as a whole', words)]),
        ...lines.map((line, index) => quotation.of(placeOf(index, lines.length), lineText(line))),
      ].join('\n\n'),
    };
  }
}

function placeOf(index: number, all: number): string {
  return `comment ${index + 1} of ${all}: the file and the line, the code it stands on as a diff, the words`;
}

function lineText({ path, line, hunk, body }: ReviewLine): string {
  const code = hunk.slice(-MAX_HUNK);
  return [`${path}${line === null ? '' : `, line ${line}`}`, code, body.slice(0, MAX_WORDS)].join('\n\n');
}
