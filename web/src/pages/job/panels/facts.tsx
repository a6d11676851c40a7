import type { ComponentChildren } from 'preact';
import type { JobDetail } from '../../../api/types.js';
import { count, dollars, span } from '../../../design/figures.js';
import { Card } from '../../../design/page.js';
import { Elapsed } from '../../../design/times.js';
import { at } from '../../../router/location.js';
import { requestLink, requestWords } from '../../../words/github-request.js';

/** What is known of the job in numbers and names. */
export function Facts({ job }: { readonly job: JobDetail }) {
  return (
    <Card title="Facts">
      <dl class="facts">
        <Use job={job} />
        <Place job={job} />
        <Names job={job} />
      </dl>
    </Card>
  );
}

function Use({ job }: { readonly job: JobDetail }) {
  return (
    <>
      <Fact name="Cost">
        {dollars(job.total_cost_usd)}
        {job.max_cost_usd === null ? '' : ` of ${dollars(job.max_cost_usd)}`}
      </Fact>
      <Fact name="Worked">{span(job.duration_ms)}</Fact>
      <Fact name="Since start">
        {job.started_at !== null && job.completed_at === null ? <Elapsed since={job.started_at} /> : null}
      </Fact>
      <Fact name="Tokens">
        {job.input_tokens === null ? null : `${count(job.input_tokens)} in, ${count(job.output_tokens)} out`}
      </Fact>
      <Fact name="Turns">{job.num_turns === null ? null : count(job.num_turns)}</Fact>
    </>
  );
}

function Place({ job }: { readonly job: JobDetail }) {
  return (
    <>
      <Fact name="Repository">
        {job.repository === null ? null : (
          <a href={at(`/repositories/${job.repository.id}`)} dir="auto">
            {job.repository.owner_name}/{job.repository.repo_name}
          </a>
        )}
      </Fact>
      {/* That of a check is never pushed. */}
      <Fact name="Branch">{job.job_type === 'check' ? null : job.branch_name}</Fact>
      <Fact name="From">{job.base_branch ?? job.repository?.default_branch}</Fact>
      <Fact name="Model">{job.model}</Fact>
      <Fact name="Server">{job.lease_owner}</Fact>
      <Fact name="Sandbox">{job.sandbox}</Fact>
    </>
  );
}

function Names({ job }: { readonly job: JobDetail }) {
  return (
    <>
      <Fact name="Priority">{job.priority === 0 ? null : String(job.priority)}</Fact>
      <Fact name="Created by">{job.created_by_key}</Fact>
      <Fact name="Asked for by">{job.github_request === null ? null : <Request of={job.github_request} />}</Fact>
      <Fact name="External id">{job.external_id}</Fact>
      <Fact name="Trace">{job.trace_id === null ? null : <code>{job.trace_id}</code>}</Fact>
      <Fact name="Variables">{job.env_names?.join(', ')}</Fact>
      {Object.entries(job.metadata ?? {}).map(([name, value]) => (
        <Fact key={name} name={name}>
          {value}
        </Fact>
      ))}
    </>
  );
}

function Request({ of }: { readonly of: NonNullable<JobDetail['github_request']> }) {
  const link = requestLink(of);
  return link === null ? (
    requestWords(of)
  ) : (
    <a href={link} target="_blank" rel="noreferrer">
      {requestWords(of)}
    </a>
  );
}

/** A fact; nothing if it is not known. */
function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  if (children === null || children === undefined || children === '') return null;
  return (
    <>
      <dt dir="auto">{name}</dt>
      <dd dir="auto">{children}</dd>
    </>
  );
}
