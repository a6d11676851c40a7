import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { EventReader } from './support/event-reader.js';
import { type PluggedRig, startPlugged } from './support/plugged-rig.js';

/** Every field of a job that is answered, in order of the alphabet. */
const FIELDS =
  `archived attachments attempt awaiting_input_since base_branch base_sha branch_name cancel_requested_at client client_id
  complete_requested_at completed_at completion_promise completion_reason created_at created_by_key
  created_by_team_member_id current_iteration draft duration_ms env_names error error_code external_id feature feature_id feedback_commands follow_up_of github_request head_sha id
  input_tokens interruptions job_type last_answer lease_expires_at lease_owner lease_token max_cost_usd max_duration_minutes
  max_iterations merged_at metadata model not_before num_turns original_job_id outcome output output_schema output_tokens output_truncated phase plan plan_approval plan_approved_at plan_truncated position postponements pr_draft pr_number pr_state pr_url priority prompt
  prompt_truncated repository repository_id request_id result_summary result_summary_truncated root_job_id run_after sandbox session_ended_at session_id shared_at started_at status
  stop_requested_at title total_cost_usd total_iterations trace_id updated_at wait_message wait_reason wake_at`.split(
    /\s+/,
  );

describe('reading and repeating jobs', () => {
  let rig: PluggedRig['rig'];
  let clientId: string;
  let repositoryId: string;

  beforeAll(async () => {
    ({ rig, clientId, repositoryId } = await startPlugged());
  });

  afterAll(() => rig.close());

  const valid = () => ({ clientId, prompt: 'Do something', branchName: 'feature/valid' });

  it('answers the fields of the public form, and no others', async () => {
    const { body: created } = await rig.api.post<{ id: string }>('/jobs', { ...valid(), branchName: 'feature/form' });
    expect(Object.keys(created)).toEqual(['id', 'status', 'position', 'branchName', 'createdAt', 'jobType']);
    const { body: job } = await rig.api.get<JobBody>(`/jobs/${created.id}`);
    expect(Object.keys(job).toSorted()).toEqual(FIELDS);
    const { body: detail } = await rig.api.get<JobBody>(`/jobs/${created.id}?includeMessages=true`);
    expect(Object.keys(detail).toSorted()).toEqual([...FIELDS, 'messages', 'messages_truncated'].toSorted());
    const { body: list } = await rig.api.get<{ jobs: JobBody[] }>('/jobs');
    for (const each of list.jobs) expect(Object.keys(each).toSorted()).toEqual(FIELDS);
    const loop = await rig.api.post<{ id: string }>('/jobs', {
      ...valid(),
      jobType: 'ralph',
      branchName: 'feature/loop',
    });
    const settings = ['maxIterations', 'completionPromise', 'feedbackCommands'];
    expect(Object.keys(loop.body).toSorted()).toEqual([...Object.keys(created), ...settings].toSorted());
    expect(Object.keys((await rig.api.get<JobBody>(`/jobs/${loop.body.id}`)).body).toSorted()).toEqual(FIELDS);
    await rig.api.post(`/jobs/${created.id}/cancel`);
    const { body: retried } = await rig.api.post<{ id: string }>(`/jobs/${created.id}/retry`);
    const repeated = ['id', 'originalJobId', 'status', 'branchName', 'position', 'createdAt', 'jobType'];
    expect(Object.keys(retried)).toEqual(repeated);
  });

  describe('GET /jobs/:id', () => {
    it('answers all columns, absent values as null', async () => {
      const id = await rig.queue({ ...valid(), branchName: 'feature/columns' });
      const { body } = await rig.api.get(`/jobs/${id}`);
      expect(body).toMatchObject({
        id,
        status: 'queued',
        job_type: 'code',
        prompt: 'Do something',
        branch_name: 'feature/columns',
        title: null,
        feature: null,
        pr_url: null,
        error: null,
        phase: null,
        session_id: null,
        attempt: 0,
        client: { id: clientId, name: 'Client of acme/app' },
        repository: { id: repositoryId, owner_name: 'acme', repo_name: 'app' },
      });
      expect(body).not.toHaveProperty('messages');
      expect((await rig.api.get(`/jobs/${id}?includeMessages=maybe`)).status).toBe(400);
      const withMessages = await rig.api.get(`/jobs/${id}?includeMessages=true`);
      expect(withMessages.body).toMatchObject({ messages: [], messages_truncated: false });
    });

    it('pages through messages by seq', async () => {
      const { body } = await rig.api.get<{ jobs: JobBody[] }>('/jobs?status=running');
      const id = body.jobs[0]?.id;
      const first = await rig.api.get<{ messages: { seq: number }[]; next_after: number }>(
        `/jobs/${id}/messages?limit=1&type=system`,
      );
      expect(first.body.messages).toHaveLength(1);
      expect(first.body.next_after).toBe(first.body.messages[0]?.seq);
      const rest = await rig.api.get<{ messages: { seq: number }[]; next_after: null }>(
        `/jobs/${id}/messages?after=${first.body.next_after}`,
      );
      expect(rest.body.messages.every(({ seq }) => seq > first.body.next_after)).toBe(true);
      expect(rest.body.next_after).toBeNull();
      for (const query of ['after=-1', 'limit=1001', 'type=note']) {
        expect((await rig.api.get(`/jobs/${id}/messages?${query}`)).status).toBe(400);
      }
    });
  });

  describe('GET /jobs/:id/events', () => {
    it('answers 204 to a client that reconnects after the end, and the end to one that lacks it', async () => {
      const id = await rig.queue({ ...valid(), branchName: 'feature/reconnected' });
      await rig.api.post(`/jobs/${id}/cancel`);
      const path = `/jobs/${id}/events`;
      const reader = await EventReader.open(rig.api, path);
      await reader.untilClosed();
      const again = await rig.api.request('GET', path, undefined, { 'last-event-id': `${reader.lastId}-end` });
      expect([again.status, again.body]).toEqual([204, {}]);
      const cut = await EventReader.open(rig.api, path, { 'last-event-id': `${reader.lastId}` });
      await cut.untilClosed();
      expect(cut.events.map(({ event }) => event)).toEqual(['status', 'phase', 'end']);
    });
  });
});
