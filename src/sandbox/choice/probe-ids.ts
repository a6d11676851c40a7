/** Names under which the server itself runs commands and has directories, as if they were jobs. */
export const PROBE_IDS = { sandbox: 'sandbox-probe', claude: 'claude-probe' } as const;

export function isProbeId(name: string): boolean {
  return (Object.values(PROBE_IDS) as string[]).includes(name);
}
