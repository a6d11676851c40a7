import { Page } from '../../design/page.js';

export function RepositoryPage() {
  return <Page title="Soon">Soon</Page>;
}
