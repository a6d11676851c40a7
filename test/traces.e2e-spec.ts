import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { NodesRig } from './support/nodes-rig.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, says, uses } from './support/scripted-model.turns.js';
import type { RunningServer } from './support/server.js';
import { type ReceivedSpan, TraceReceiver } from './support/trace-receiver.js';
import { until } from './support/until.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLERS_SPAN = '00f067aa0ba902b7';
const KEY = 'key-of-the-collector-0815';

describe('traces', () => {
  let receiver: TraceReceiver;
  let nodes: NodesRig;
  let b: RunningServer;

  beforeAll(async () => {
    receiver = await TraceReceiver.start();
    nodes = await NodesRig.start('traces', {
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${KEY}`,
      OTEL_BSP_SCHEDULE_DELAY: '100',
    });
    b = await nodes.startNode('b');
    await nodes.drain('b');
  });

  afterAll(async () => {
    await nodes.close();
    await receiver.close();
  });

  const isRun = ({ name }: ReceivedSpan): boolean => name === 'run code';
  const runsIn = (traceId: string) => receiver.ofTrace(traceId).filter(isRun);

  it('go on from the trace of the request, through the claim to phases, git, GitHub and Claude', async () => {
    nodes.model.script('traced', [uses('Write', { file_path: 'secret-name.txt', content: 'a' }), says('Done.')]);
    const body = { clientId: nodes.clientId, prompt: 'traced', branchName: 'feature/traced' };
    const headers = { traceparent: `00-${TRACE}-${CALLERS_SPAN}-01` };
    const created = await nodes.a.api.post<JobBody>('/jobs', body, headers);
    const job = await nodes.a.api.waitForEnd(created.body.id);
    expect(job).toMatchObject({ status: 'completed', trace_id: TRACE });
    await until(() => runsIn(TRACE).length > 0, 20_000);

    const spans = receiver.ofTrace(TRACE);
    const byName = new Map(spans.map((span) => [span.name, span]));
    const parentOf = (name: string) => spans.find(({ spanId }) => spanId === byName.get(name)?.parentSpanId)?.name;
    expect(byName.get('POST /jobs')).toMatchObject({ parentSpanId: CALLERS_SPAN });
    expect(['wait for a claim', 'run code'].map(parentOf)).toEqual(['POST /jobs', 'POST /jobs']);
    const phases = ['preparing', 'working', 'collecting', 'pushing', 'opening_pr'];
    expect(phases.map(parentOf)).toEqual(phases.map(() => 'run code'));
    expect(['git push', 'github POST', 'claude'].map(parentOf)).toEqual(['pushing', 'opening_pr', 'working']);
    expect(byName.get('run code')?.attributes).toMatchObject({
      'orchestrator.job.id': job.id,
      'orchestrator.job.type': 'code',
      'orchestrator.run.end': 'completed',
    });
  });

  it('are begun by the server for a caller without one, and say nothing of what jobs say', async () => {
    const id = await nodes.queue({ prompt: 'traced', branchName: 'feature/traced-again' });
    const job = await nodes.a.api.waitForEnd(id);
    const traceId = (job as JobBody & { trace_id: string }).trace_id;
    expect(traceId).toMatch(/^[0-9a-f]{32}$/);
    await until(() => runsIn(traceId).length > 0, 20_000);
    expect(new Set(receiver.authorizations)).toEqual(new Set([`Bearer ${KEY}`]));
    expect(receiver.text).not.toMatch(/feature\/traced|secret-name|acme|Bearer/);
    expect(nodes.a.log).not.toContain(KEY);
  });

  it('take up a job where another server has left it', async () => {
    const gate = new Gate();
    nodes.model.script('left behind', [
      after(gate, uses('Write', { file_path: 'b.txt', content: 'b' })),
      says('Done.'),
    ]);
    const id = await nodes.queue({ prompt: 'left behind', branchName: 'feature/left' });
    await nodes.model.whenRequested('left behind');
    await nodes.a.kill();
    gate.open();
    await b.api.post('/admin/resume?node=traces-b');
    const job = await b.api.waitForEnd(id);
    expect(job).toMatchObject({ status: 'completed', attempt: 2 });
    const traceId = (job as JobBody & { trace_id: string }).trace_id;
    await until(() => runsIn(traceId).length > 0, 20_000);
    expect(runsIn(traceId)).toMatchObject([
      { server: 'traces-b', attributes: { 'orchestrator.run.end': 'completed' } },
    ]);
    const request = receiver.ofTrace(traceId).find(({ name }) => name === 'POST /jobs');
    expect(request).toMatchObject({ server: 'traces-a' });
    expect(runsIn(traceId)[0]?.parentSpanId).toBe(request?.spanId);
  });
});
