import { ApiClient } from './api-client.js';

export interface KeyBody {
  readonly id: string;
  readonly name: string;
  readonly token: string;
}

/** Creates a key and answers it with a client that uses it. */
export async function createKey(
  api: ApiClient,
  name: string,
  scopes: readonly string[],
  fields: object = {},
): Promise<{ readonly key: KeyBody; readonly api: ApiClient }> {
  const { status, body } = await api.post<KeyBody & { error?: string }>('/admin/keys', { name, scopes, ...fields });
  if (status !== 201) throw new Error(`the key was refused: ${body.error}`);
  return { key: body, api: new ApiClient(api.url, body.token, api.described) };
}
