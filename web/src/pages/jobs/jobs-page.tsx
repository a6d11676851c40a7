import type { Client } from '../../../../clients/typescript/src/client.js';
import { mayWork } from '../../api/session.js';
import type { Job } from '../../api/types.js';
import { type Page as ListPage, useList } from '../../api/use-list.js';
import { Page } from '../../design/page.js';
import { useJobChanges } from '../../live/all-jobs.js';
import { at, here } from '../../router/location.js';
import { Filters } from './filters.js';
import { JobList } from './job-list.js';
import { type JobQuery, queryOf } from './job-query.js';

const PAGE = 50;

async function readPage(client: Client, query: JobQuery, cursor: string | null): Promise<ListPage<Job>> {
  const page = { limit: PAGE, ...(cursor === null ? {} : { cursor }) };
  const { jobs, next_cursor: next } = await client.get('/jobs', { params: { query: { ...query, ...page } } });
  return { items: jobs, next };
}

/** All jobs, as the filters in the address say. */
export function JobsPage() {
  const query = queryOf(here.value.query);
  const list = useList((client, cursor) => readPage(client, query, cursor), [query]);
  // A list that somebody has read further down stays where it is.
  useJobChanges(() => {
    if (list.items.length <= PAGE && !list.isLoading) list.reload();
  });
  return (
    <Page
      title="Jobs"
      actions={
        mayWork.value ? (
          <a class="button primary" href={at('/jobs/new')}>
            New job
          </a>
        ) : undefined
      }
    >
      <Filters />
      <JobList list={list} isFiltered={Object.keys(query).length > 0} />
    </Page>
  );
}
