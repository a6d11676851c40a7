import type { JobDetail } from '../../api/types.js';
import type { JobFeed } from '../../live/job-feed.js';
import { at, here } from '../../router/location.js';
import { Artifacts } from './panels/artifacts.js';
import { Changes } from './changes/changes.js';
import { Conversation } from './conversation/conversation.js';
import { Loop } from './loop/loop.js';
import { Report } from './report/report.js';
import { Task } from './panels/task.js';

const NAMES = {
  report: 'Report',
  conversation: 'Conversation',
  changes: 'Changes',
  loop: 'Iterations',
  artifacts: 'Artifacts',
  task: 'Task',
} as const;
type Tab = keyof typeof NAMES;

/** The first is shown unless the address names another. */
function tabsOf({ job_type: type }: JobDetail): readonly [Tab, ...Tab[]] {
  if (type === 'check') return ['report', 'conversation', 'task'];
  const changes: Tab[] = type === 'task' ? [] : ['changes'];
  return ['conversation', ...changes, ...(type === 'ralph' ? (['loop'] as const) : []), 'artifacts', 'task'];
}

/** The views of a job; the address says which is shown. */
export function Tabs({ job, feed }: { readonly job: JobDetail; readonly feed: JobFeed }) {
  const tabs = tabsOf(job);
  const wanted = here.value.query.get('view');
  const shown = tabs.find((tab) => tab === wanted) ?? tabs[0];
  return (
    <>
      <nav class="tabs" aria-label="Views of the job">
        {tabs.map((tab) => (
          <a
            key={tab}
            href={at(`/jobs/${job.id}`, tab === tabs[0] ? {} : { view: tab })}
            aria-current={tab === shown ? 'page' : undefined}
          >
            {NAMES[tab]}
          </a>
        ))}
      </nav>
      <Panel tab={shown} job={job} feed={feed} />
    </>
  );
}

function Panel({ tab, job, feed }: { readonly tab: Tab; readonly job: JobDetail; readonly feed: JobFeed }) {
  switch (tab) {
    case 'report':
      return <Report job={job} feed={feed} />;
    case 'conversation':
      return <Conversation jobId={job.id} feed={feed} />;
    case 'changes':
      return <Changes job={job} />;
    case 'loop':
      return <Loop job={job} />;
    case 'artifacts':
      return <Artifacts job={job} />;
    case 'task':
      return <Task job={job} />;
  }
}
