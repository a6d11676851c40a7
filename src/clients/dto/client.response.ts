import type { Client, ClientDetail, CodeRepository } from '../client.js';

type RepositorySummary = Pick<CodeRepository, 'id' | 'owner_name' | 'repo_name' | 'default_branch'>;

/** A client as lists show it, with its repositories, oldest first. */
export interface ClientResponse {
  readonly id: string;
  readonly name: string;
  readonly repositories: RepositorySummary[];
}

/** A single client: `repository` is its oldest one, or null. */
export interface ClientDetailResponse extends ClientResponse, Pick<ClientDetail, 'max_concurrent_jobs'> {
  readonly repository: RepositorySummary | null;
}

export function toClientResponse({ id, name, repositories }: Client): ClientResponse {
  return { id, name, repositories: repositories.map(toSummary) };
}

export function toClientDetailResponse(client: ClientDetail): ClientDetailResponse {
  const response = toClientResponse(client);
  const { max_concurrent_jobs } = client;
  return { ...response, repository: response.repositories[0] ?? null, max_concurrent_jobs };
}

function toSummary({ id, owner_name, repo_name, default_branch }: CodeRepository): RepositorySummary {
  return { id, owner_name, repo_name, default_branch };
}
