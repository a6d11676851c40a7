import { Page } from '../../design/page.js';

export function ClientPage() {
  return <Page title="Soon">Soon</Page>;
}
