import { Module } from '@nestjs/common';
import { GitModule } from '../git/git.module.js';
import { RunJournal } from './run-journal.js';
import { RunStateRepository } from './run-state.repository.js';
import { Workspaces } from './workspaces.js';

@Module({
  imports: [GitModule],
  providers: [RunJournal, RunStateRepository, Workspaces],
  exports: [RunJournal, RunStateRepository, Workspaces],
})
export class RunsModule {}
