import { Injectable } from '@nestjs/common';
import { CodeRepositoryRepository } from '../../clients/repositories/code-repository.repository.js';
import { type NamedRow, ReferenceRepository } from '../records/reference.repository.js';
import { isNamed, type NamedGroup, type UsageGroup } from './usage-group.js';
import { UsageRepository } from './usage.repository.js';

/** What the keys of a report are called, also those of rows that are gone. */
@Injectable()
export class UsageNames {
  private readonly present: Readonly<Record<NamedGroup, (ids: readonly string[]) => Promise<NamedRow[]>>> = {
    client: (ids) => this.references.clients(ids),
    repository: async (ids) =>
      (await this.repositories.listByIds(ids)).map((row) => ({
        id: row.id,
        name: `${row.owner_name}/${row.repo_name}`,
      })),
    feature: async (ids) => (await this.references.features(ids)).map(({ id, title }) => ({ id, name: title })),
    teamMember: (ids) => this.references.teamMembers(ids),
  };

  constructor(
    private readonly ledger: UsageRepository,
    private readonly references: ReferenceRepository,
    private readonly repositories: CodeRepositoryRepository,
  ) {}

  /** By key: as they are now, and then remembered, or as they were last seen. Empty for keys that are names themselves. */
  async of(sums: readonly { readonly key: string | null }[], group: UsageGroup): Promise<Map<string, string>> {
    if (!isNamed(group)) return new Map();
    const ids = [...new Set(sums.flatMap(({ key }) => key ?? []))];
    const [seen, present] = await Promise.all([this.ledger.seenNames(ids), this.present[group](ids)]);
    await this.ledger.rememberNames(present.filter(({ id, name }) => seen.get(id) !== name));
    return new Map([...seen, ...present.map(({ id, name }) => [id, name] as const)]);
  }

  async hasClient(id: string): Promise<boolean> {
    return (await this.references.clients([id])).length > 0;
  }
}
