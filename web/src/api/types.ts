import type { components } from '../../../clients/typescript/src/schema.js';

export type Schemas = components['schemas'];
export type Job = Schemas['Job'];
export type JobDetail = Schemas['JobDetail'];
export type Message = Schemas['Message'];
export type RepositoryDetail = Schemas['RepositoryDetail'];
