import type { JobDetail } from '../../../api/types.js';
import { Card } from '../../../design/page.js';
import { Empty, Loading, Problem } from '../../../design/states.js';
import type { JobFeed } from '../../../live/job-feed.js';
import { isLive } from '../../../words/job-words.js';
import { CheckList } from '../../../words/check-list.js';
import { type Finding, findingOfNote, findingsOf, newestOf } from '../../../words/check-report.js';

interface ReportProps {
  readonly job: JobDetail;
  readonly feed: JobFeed;
}

/** What a check of a repository has found so far. */
export function Report({ job, feed }: ReportProps) {
  return (
    <Card title="What the check found" flush>
      <Findings job={job} feed={feed} />
    </Card>
  );
}

/** The report itself, for a place that has a title of its own. */
export function Findings({ job, feed }: ReportProps) {
  const findings = findingsOf(job.output) ?? toldBy(feed);
  return (
    <>
      {findings.length > 0 ? <CheckList findings={findings} /> : null}
      {feed.error === null || !isLive(job) ? null : <Problem error={feed.error} />}
      {isLive(job) ? <Loading what="further findings" /> : null}
      {findings.length === 0 && !isLive(job) ? <Empty title="The check ended before it found anything" /> : null}
    </>
  );
}

function toldBy({ entries }: JobFeed): readonly Finding[] {
  return newestOf(entries.flatMap((entry) => (entry.kind === 'note' ? (findingOfNote(entry.text) ?? []) : [])));
}
