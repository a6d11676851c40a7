-- Whether Claude may take up the settings that a repository brings (docs/adr/0014). They run commands and can lead the model's
-- credential elsewhere, so no repository is trusted by itself. Only the server reads the column; null, where a
-- database brought its own column of this name, is as good as false.
alter table public.code_repositories add column if not exists trust_repo_config boolean not null default false;
