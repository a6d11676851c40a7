import type { Schemas } from '../../api/types.js';

/** Whether a webhook is told things, and hears them. */
export function WebhookBadge({ webhook }: { readonly webhook: Schemas['Webhook'] }) {
  if (!webhook.active)
    return <span class="badge grey">{webhook.disabled_reason === null ? 'off' : 'switched off'}</span>;
  return webhook.failing_since === null ? <span class="badge green">on</span> : <span class="badge red">failing</span>;
}
