import { Page } from '../../design/page.js';

export function WebhooksPage() {
  return <Page title="Soon">Soon</Page>;
}
