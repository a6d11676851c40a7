import { Page } from '../../design/page.js';

export function UsagePage() {
  return <Page title="Soon">Soon</Page>;
}
