// A program of a team as its compiler leaves it: a listener, a controller with a scope, one whose scope was forgotten, and the
// example of a job type that changes files.
import { Controller, Get, Module, Post } from '@nestjs/common';
import { DomainError, JobReader, JobsModule, OnJobEvent, Scope, startServer } from 'claude-code-orchestrator/extension';
import { ReleaseNotesModule } from '../../examples/release-notes-job/dist/release-notes.module.js';

class EndedJobs {
  static inject = [JobReader];
  titles = [];

  constructor(jobs) {
    this.jobs = jobs;
  }

  async note({ jobId }) {
    const job = await this.jobs.find(jobId);
    if (job?.completed_at && !this.titles.includes(job.title)) this.titles.push(job.title);
  }
}
Reflect.defineMetadata('design:paramtypes', EndedJobs.inject, EndedJobs);
decorate(EndedJobs, 'note', OnJobEvent('job.changed'));

class EndedController {
  constructor(ended) {
    this.ended = ended;
  }

  list() {
    return { titles: this.ended.titles };
  }

  refuse() {
    throw new DomainError('conflict', 'job_not_running', 'Not now');
  }
}
Reflect.defineMetadata('design:paramtypes', [EndedJobs], EndedController);
Controller('ended')(EndedController);
decorate(EndedController, 'list', Get(), Scope('read'));
decorate(EndedController, 'refuse', Post(), Scope('jobs'));

class ForgottenController {
  list() {
    return { secret: 'told' };
  }
}
Controller('forgotten')(ForgottenController);
decorate(ForgottenController, 'list', Get());

class InHouseModule {}
Module({
  imports: [JobsModule],
  providers: [EndedJobs],
  controllers: [EndedController, ForgottenController],
})(InHouseModule);

await startServer({ modules: [InHouseModule, ReleaseNotesModule] });

function decorate({ prototype }, name, ...decorators) {
  for (const decorator of decorators) {
    decorator(prototype, name, Object.getOwnPropertyDescriptor(prototype, name));
  }
}
