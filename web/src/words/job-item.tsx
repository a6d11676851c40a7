import type { ComponentChildren } from 'preact';
import { at } from '../router/location.js';
import { TypeBadge } from './job-badges.js';
import { titleOf } from './job-words.js';

interface JobItemProps {
  readonly job: {
    readonly id: string;
    readonly title: string | null;
    readonly prompt: string;
    readonly job_type: string;
    readonly branch_name: string | null;
  };
  readonly clientName: string | null;
  /** Further facts of the second line. */
  readonly meta?: ComponentChildren;
  /** What stands at the end of the line. */
  readonly children?: ComponentChildren;
}

/** A job as an item of a list. */
export function JobItem({ job, clientName, meta, children }: JobItemProps) {
  return (
    <li>
      <div class="what">
        <a href={at(`/jobs/${job.id}`)} dir="auto">
          {titleOf(job)}
        </a>
        <div class="meta">
          <TypeBadge type={job.job_type} />
          {clientName === null ? null : <bdi>{clientName}</bdi>}
          {job.branch_name === null ? null : <bdi class="mono">{job.branch_name}</bdi>}
          {meta}
        </div>
      </div>
      <div class="end">{children}</div>
    </li>
  );
}
