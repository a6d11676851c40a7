import { Page } from '../../design/page.js';

export function WebhookPage() {
  return <Page title="Soon">Soon</Page>;
}
