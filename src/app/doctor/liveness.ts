const TIMEOUT_MS = 4_000;

/** What answers at an address: a server of this kind, something else, or nothing, with the code of the failure. */
export type Liveness = 'alive' | 'other' | { readonly code: string };

/** Never rejects. @param base such as `https://jobs.example`, below which /health/live is asked. */
export async function livenessAt(base: string): Promise<Liveness> {
  try {
    const url = new URL('health/live', base.endsWith('/') ? base : `${base}/`);
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    const body = (await response.json().catch(() => null)) as {
      readonly status?: unknown;
      readonly code?: unknown;
    } | null;
    const isOurs = body?.status === 'ok' || body?.code === 'shutting_down';
    // A proxy answers so while the server behind it is away.
    if (!isOurs && response.status >= 502 && response.status <= 504) return { code: `HTTP ${response.status}` };
    return isOurs ? 'alive' : 'other';
  } catch (error) {
    return { code: codeOf(error) };
  }
}

function codeOf(error: unknown): string {
  const { name, cause } = error as { readonly name?: string; readonly cause?: { readonly code?: string } };
  return name === 'TimeoutError' ? 'no answer' : (cause?.code ?? 'no answer');
}
