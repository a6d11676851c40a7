import type { Client, CodeRepository } from '../client.js';

type RepositorySummary = Pick<CodeRepository, 'id' | 'owner_name' | 'repo_name' | 'default_branch'>;

/** As in lists: a client with its repositories, oldest first. */
export interface ClientResponse {
  readonly id: string;
  readonly name: string;
  readonly repositories: RepositorySummary[];
}

/** One client: `repository` is the oldest one, null without any. */
export interface ClientDetailResponse extends ClientResponse {
  readonly repository: RepositorySummary | null;
}

export function toClientResponse({ id, name, repositories }: Client): ClientResponse {
  return { id, name, repositories: repositories.map(toSummary) };
}

export function toClientDetailResponse(client: Client): ClientDetailResponse {
  const response = toClientResponse(client);
  return { ...response, repository: response.repositories[0] ?? null };
}

function toSummary({ id, owner_name, repo_name, default_branch }: CodeRepository): RepositorySummary {
  return { id, owner_name, repo_name, default_branch };
}
