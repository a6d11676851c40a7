import { Page } from '../../design/page.js';

export function KeysPage() {
  return <Page title="Soon">Soon</Page>;
}
