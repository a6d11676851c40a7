import { Page } from '../../design/page.js';

export function ClientsPage() {
  return <Page title="Soon">Soon</Page>;
}
