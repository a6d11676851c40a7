import { type Reach, reaches } from '../../http/reach/reach.js';
import { Injectable } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { fromCursor, toCursor } from '../../http/paging/cursor.js';
import { assertChange } from '../../http/validation/assert-change.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { ChangeWebhookDto } from './dto/change-webhook.dto.js';
import type { CreateWebhookDto } from './dto/create-webhook.dto.js';
import { ALL_EVENTS } from './event-types.js';
import { MAX_WEBHOOKS, WebhookRepository, type WebhookSettings } from './webhook.repository.js';
import { newWebhookSecret } from './webhook-secret.js';
import { toWebhook, type Webhook, type WebhookRow, type WebhookWithSecret } from './webhook.js';
import { problemOfWebhookUrl } from './webhook-url.js';

/** How long a rotated secret still signs, in seconds: a day. */
const KEEP_SECONDS = 86_400;

/** Answer of GET /webhooks. */
export interface WebhookPage {
  readonly webhooks: Webhook[];
  /** null: this is the last page. */
  readonly next_cursor: string | null;
}

/** What administrators do with endpoints. */
@Injectable()
export class WebhooksService {
  constructor(
    private readonly env: Env,
    private readonly repository: WebhookRepository,
  ) {}

  /** Oldest first. @throws DomainError `invalid` for a cursor that is none. */
  async list(limit: number, cursor: string | null, reach: Reach | null): Promise<WebhookPage> {
    const after = cursor === null ? '' : fromCursor(cursor, ['moment', 'id']).join(' ');
    // There are so few that the store is not asked for a part.
    const reached = (await this.repository.list()).filter(({ client_id }) => reaches(reach, client_id));
    const rest = reached.filter((row) => placeOf(row).join(' ') > after);
    const page = rest.slice(0, limit);
    const last = page.at(-1);
    return { webhooks: page.map(toWebhook), next_cursor: rest.length > limit && last ? toCursor(placeOf(last)) : null };
  }

  /** @throws DomainError `not_found`. */
  async get(id: string): Promise<Webhook> {
    return toWebhook(await this.rowOf(id));
  }

  /** With its secrets. @throws DomainError `not_found`. */
  async rowOf(id: string): Promise<WebhookRow> {
    return existing(id, await this.repository.find(id));
  }

  /** @throws DomainError `invalid` for the URL or the client, `conflict` when there are too many endpoints. */
  async create(body: CreateWebhookDto, keyName: string | null, reach: Reach | null): Promise<WebhookWithSecret> {
    const settings = {
      url: body.url,
      events: distinct(body.events ?? [ALL_EVENTS]),
      client_id: body.clientId ?? null,
      description: body.description ?? null,
      active: body.active ?? true,
    };
    await this.assertFit(settings, reach);
    const row = await this.repository.create(settings, newWebhookSecret(), keyName);
    if (row === null) throw tooManyWebhooks(reach);
    return { ...toWebhook(row), secret: row.secret };
  }

  /** @throws DomainError `not_found` or `invalid`. */
  async change(
    id: string,
    body: ChangeWebhookDto,
    reach: Reach | null,
  ): Promise<{ before: Webhook; webhook: Webhook }> {
    assertChange(body, ['url', 'events', 'clientId', 'description', 'active']);
    const before = await this.get(id);
    const settings: Partial<WebhookSettings> = {
      ...(body.url === undefined ? {} : { url: body.url }),
      ...(body.events === undefined ? {} : { events: distinct(body.events) }),
      ...(body.clientId === undefined ? {} : { client_id: body.clientId }),
      ...(body.description === undefined ? {} : { description: body.description }),
      ...(body.active === undefined ? {} : { active: body.active }),
    };
    await this.assertFit(settings, reach);
    return { before, webhook: toWebhook(existing(id, await this.repository.change(id, settings))) };
  }

  /** The former secret signs too for a day. @throws DomainError `not_found`. */
  async rotateSecret(id: string): Promise<WebhookWithSecret> {
    const row = existing(id, await this.repository.rotateSecret(id, newWebhookSecret(), KEEP_SECONDS));
    return { ...toWebhook(row), secret: row.secret };
  }

  /** @throws DomainError `not_found`. */
  async remove(id: string): Promise<Webhook> {
    return toWebhook(existing(id, await this.repository.remove(id)));
  }

  private async assertFit({ url, client_id: clientId }: Partial<WebhookSettings>, reach: Reach | null): Promise<void> {
    const problem = url === undefined ? null : problemOfWebhookUrl(url, this.env.WEBHOOK_ALLOW_PRIVATE);
    if (problem !== null) throw DomainError.invalid('url', problem);
    if (clientId === null && reach !== null) throw DomainError.invalid('clientId', CLIENT_NEEDED);
    if (clientId && !(reaches(reach, clientId) && (await this.repository.hasClient(clientId)))) {
      throw DomainError.notFound('clientId', clientId);
    }
  }
}

const CLIENT_NEEDED = 'clientId is required, because this key is bound to clients: name one of them';

/** How many others have is not for who reaches some clients. */
function tooManyWebhooks(reach: Reach | null): DomainError {
  const sentence =
    reach === null
      ? `There are ${MAX_WEBHOOKS} webhooks: delete one first`
      : 'The server takes no further webhook now: change one of yours instead';
  return new DomainError('conflict', 'too_many_webhooks', sentence);
}

function placeOf({ created_at, id }: WebhookRow): [string, string] {
  return [created_at, id];
}

function existing(id: string, row: WebhookRow | null): WebhookRow {
  if (row === null) throw DomainError.notFound('Webhook', id);
  return row;
}

function distinct(events: readonly string[]): string[] {
  return [...new Set(events)];
}
