import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Rig } from './support/rig.js';
import { openScratchDatabaseUrl } from './support/scratch-store.js';
import type { RunningServer } from './support/server.js';
import { until } from './support/until.js';
import { type Answer, answers, HANGS, type Receipt, WebhookReceiver } from './support/webhook-receiver.js';
import { deliveriesOf, subscribe } from './support/webhooks.js';

const TIMEOUT_MS = 150_000;
const ROUNDS = 3;

/** A receiver that notes which of its receipts it has taken. */
class Moody {
  readonly taken: Receipt[] = [];

  private constructor(readonly receiver: WebhookReceiver) {}

  static async start(): Promise<Moody> {
    const moody = new Moody(await WebhookReceiver.start());
    moody.recover();
    return moody;
  }

  worsen(answer: Answer): void {
    this.receiver.answerFromNowOn(answer);
  }

  recover(): void {
    this.receiver.answerFromNowOn((response, receipt) => {
      this.taken.push(receipt);
      response.writeHead(204).end();
    });
  }

  /** What was taken of a job, each event once, in order. */
  storyOf(jobId: string): string[] {
    const own = this.taken.filter(({ event }) => event.data.job.id === jobId);
    return own
      .filter(({ id }, index) => own.findIndex((each) => each.id === id) === index)
      .map(({ event }) => event.type);
  }
}

describe('webhooks of servers that die', () => {
  let database: Awaited<ReturnType<typeof openScratchDatabaseUrl>>;
  let rig: Rig;
  let survivor: RunningServer;
  let clientId: string;
  let steady: Moody;
  let moody: Moody;

  beforeAll(async () => {
    database = await openScratchDatabaseUrl();
    const env = { DATABASE_URL: database.url, WEBHOOK_ALLOW_PRIVATE: 'true' };
    rig = await Rig.start({ env: { ...env, NODE_ID: 'mortal' } });
    survivor = await rig.startNode({ ...env, NODE_ID: 'survivor' });
    ({ clientId } = await rig.addRepository());
    [steady, moody] = [await Moody.start(), await Moody.start()];
  });

  afterAll(async () => {
    await rig.close();
    await Promise.all([steady, moody].map(({ receiver }) => receiver.close()));
    await database.close();
  });

  const create = ({ api }: RunningServer, name: string) =>
    api.post<{ id: string }>('/jobs', { clientId, prompt: name, branchName: name, notBefore: '2099-01-01T00:00:00Z' });

  it('hold up no stop, and are delivered by another server at once', async () => {
    const webhook = await subscribe(rig.api, moody.receiver);
    moody.worsen(HANGS);
    const { body } = await create(rig.server, 'stops');
    await moody.receiver.whenTold(body.id, 'job.created');
    moody.recover();
    const begun = performance.now();
    await rig.server.stop();
    expect(performance.now() - begun).toBeLessThan(10_000);
    await until(() => moody.storyOf(body.id).length === 1, 10_000);
    await until(async () => (await deliveriesOf(survivor.api, webhook))[0]?.status === 'delivered', 10_000);
    expect(await deliveriesOf(survivor.api, webhook)).toMatchObject([{ attempts: 1 }]);
    await rig.restart();
    await rig.api.request('DELETE', `/webhooks/${webhook}`);
    moody.taken.splice(0);
  });

  it(
    'tell every change at least once, in order, and nothing else',
    async () => {
      const webhooks = [await subscribe(rig.api, steady.receiver), await subscribe(rig.api, moody.receiver)];
      const ids: string[] = [];
      // One receiver hangs, so that an attempt of the server that dies is in progress.
      moody.worsen(HANGS);
      for (let round = 0; round < ROUNDS; round++) {
        const first = await create(rig.server, `hangs-${round}`);
        if (round === 0) await moody.receiver.whenTold(first.body.id, 'job.created');
        const second = await create(rig.server, `dies-${round}`);
        // It dies between a change and its delivery, as far as anybody can aim at that.
        await rig.server.kill();
        ids.push(first.body.id, second.body.id);
        await survivor.api.post(`/jobs/${second.body.id}/cancel`);
        moody.worsen(answers(500));
        await rig.restart();
        await rig.api.post(`/jobs/${first.body.id}/cancel`);
      }
      moody.recover();
      const story = ['job.created', 'job.cancelled'];
      await until(() => ids.every((id) => steady.storyOf(id).length === story.length), TIMEOUT_MS);
      for (const webhook of webhooks) {
        const open = async () => (await deliveriesOf(survivor.api, webhook, '?status=pending&limit=200')).at(-1);
        // What failed is sent at once; what the dead server had taken waits for the end of its lease.
        for (let oldest = await open(); oldest !== undefined; oldest = await open()) {
          const { id } = oldest;
          await survivor.api.post(`/webhooks/${webhook}/deliveries/${id}/redeliver`);
          await until(async () => (await open())?.id !== id, TIMEOUT_MS);
        }
      }
      for (const each of [steady, moody]) {
        expect(each.receiver.forgeries).toEqual([]);
        expect(ids.map((id) => each.storyOf(id))).toEqual(ids.map(() => story));
        expect(new Set(each.taken.map(({ event }) => event.data.job.id))).toEqual(new Set(ids));
        // Where the event comes again, it is the same one.
        expect(new Set(each.taken.map(({ id }) => id)).size).toBe(ids.length * story.length);
      }
    },
    TIMEOUT_MS * 2,
  );
});
