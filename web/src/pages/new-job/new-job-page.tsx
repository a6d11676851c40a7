import { Page } from '../../design/page.js';

export function NewJobPage() {
  return <Page title="Soon">Soon</Page>;
}
