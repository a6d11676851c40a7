import { Page } from '../../design/page.js';

export function AuditPage() {
  return <Page title="Soon">Soon</Page>;
}
