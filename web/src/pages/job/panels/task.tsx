import type { JobDetail } from '../../../api/types.js';
import { bytes } from '../../../design/figures.js';
import { Card } from '../../../design/page.js';
import { Markdown, Output } from '../../../text/markdown.js';

/** What the job was asked to do, and with what. */
export function Task({ job }: { readonly job: JobDetail }) {
  return (
    <>
      <Card title="Prompt">
        <Markdown text={job.prompt} />
      </Card>
      {job.attachments.length === 0 ? null : (
        <Card title="Attachments" flush>
          <ul class="list">
            {job.attachments.map(({ name, content_type: type, bytes: size }) => (
              <li key={name}>
                <bdi>{name}</bdi>
                <span class="soft small">
                  {type}, {bytes(size)}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {job.output === null || job.output === undefined || job.job_type === 'check' ? null : (
        <Card title="Answer as data">
          <Output text={JSON.stringify(job.output, null, 2)} label="Answer as data" />
        </Card>
      )}
      {job.plan === null ? null : (
        <Card title="Plan">
          <Markdown text={job.plan} />
        </Card>
      )}
    </>
  );
}
