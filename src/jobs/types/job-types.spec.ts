import { afterEach, describe, expect, it } from '@jest/globals';
import { type INestApplicationContext, Module, type Type } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { IsInt, IsOptional, IsString } from 'class-validator';
import { JobForms } from '../api/job-forms.js';
import { JobRequestPipe } from '../api/job-request.pipe.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { JobType } from './job-type.js';
import { JobTypes } from './job-types.js';

class ReviewFields {
  @IsInt({ message: 'pullRequest must be a whole number' })
  readonly pullRequest!: number;

  @IsOptional()
  @IsString({ message: 'tone must be a string' })
  readonly tone: string = 'friendly';
}

class TitledFields {
  @IsString()
  readonly title!: string;
}

class Code extends JobType {
  readonly name = 'code';
  readonly changesTree = true;
  override readonly needsBranch = true;
}

class Review extends JobType<ReviewFields> {
  readonly name = 'review';
  readonly changesTree = false;
  override readonly fields = ReviewFields;
}

class OtherReview extends JobType {
  readonly name = 'review';
  readonly changesTree = true;
}

class Titled extends JobType<TitledFields> {
  readonly name = 'titled';
  readonly changesTree = true;
  override readonly fields = TitledFields;
}

class Shouting extends JobType {
  readonly name = 'SHOUT';
  readonly changesTree = true;
}

describe('the types of jobs', () => {
  let app: INestApplicationContext | null = null;

  afterEach(async () => {
    await app?.close();
    app = null;
  });

  /** An application that knows these types, each from a module of its own. */
  async function start(...types: Type<JobType>[]): Promise<INestApplicationContext> {
    const extensions = types.map((type) => ({ module: class Extension {}, providers: [type] }));
    @Module({ imports: [DiscoveryModule, ...extensions], providers: [JobTypes, JobForms, JobRequestPipe] })
    class App {}
    app = await NestFactory.createApplicationContext(App, { logger: false, abortOnError: false });
    return app;
  }

  it('are those that the modules provide, in order', async () => {
    const types = (await start(Code, Review)).get(JobTypes);
    expect(types.all.map(({ name }) => name)).toEqual(['code', 'review']);
    expect(types.find('review')).toMatchObject({ changesTree: false, converses: false, iterates: false });
    expect(types.find('chore')).toBeNull();
  });

  it.each<[string, Type<JobType>[], string]>([
    ['two of one name', [Review, OtherReview], 'There are two job types named review'],
    ['one with a field of every job', [Titled], 'The job type titled cannot have a field title'],
    ['one whose name is none', [Shouting], 'The job type "SHOUT" needs a name of'],
  ])('keep the server from starting with %s', async (_, types, sentence) => {
    await expect(start(...types)).rejects.toThrow(sentence);
  });

  describe('in a request', () => {
    const read = async (body: object) => {
      const clientId = '00000000-0000-4000-8000-000000000000';
      const request = await (await start(Code, Review)).get(JobRequestPipe).transform({ clientId, ...body });
      return { type: request.type.name, settings: request.type.settingsOf(request.own) };
    };

    /** What a refusal names: the fields, and why. */
    const refusalOf = async (body: object) => {
      const error: unknown = await read(body).catch((thrown: unknown) => thrown);
      return error instanceof DomainError ? error.details : error;
    };

    it('keep their own fields as options, with the defaults of the class', async () => {
      expect(await read({ prompt: 'x', jobType: 'review', pullRequest: 7, tone: null })).toMatchObject({
        type: 'review',
        settings: { options: { pullRequest: 7, tone: 'friendly' }, max_iterations: null },
      });
    });

    it('have no options without fields, and are code jobs when nobody says otherwise', async () => {
      expect(await read({ prompt: 'x', branchName: 'a' })).toMatchObject({ type: 'code', settings: { options: null } });
    });

    it.each<[string, object, { field: string; message: string }[]]>([
      [
        'an own field',
        { jobType: 'review' },
        [{ field: 'pullRequest', message: 'pullRequest must be a whole number' }],
      ],
      [
        'a field of another type',
        { branchName: 'a', pullRequest: 7 },
        [{ field: 'pullRequest', message: 'pullRequest belongs to review jobs, this is a code job' }],
      ],
      ['a missing branch', {}, [{ field: 'branchName', message: 'branchName is required for code jobs' }]],
      [
        'an unknown field before others',
        { jobType: 'review', pullRequest: 'x', tome: 1 },
        [
          { field: 'tome', message: 'Unknown field tome' },
          { field: 'pullRequest', message: 'pullRequest must be a whole number' },
        ],
      ],
      [
        'all that is wrong, missing and in the wrong place at once',
        { prompt: undefined, clientId: null, title: `${'x'.repeat(201)}\n`, maxCostUsd: 'x', pullRequest: 7, tome: 1 },
        [
          { field: 'tome', message: 'Unknown field tome' },
          { field: 'prompt', message: 'prompt is required and must be a string' },
          { field: 'title', message: 'title must have at most 200 characters' },
          {
            field: 'maxCostUsd',
            message: 'maxCostUsd must be a number above 0, at most 10000, with at most 4 decimals',
          },
          { field: 'pullRequest', message: 'pullRequest belongs to review jobs, this is a code job' },
          { field: 'branchName', message: 'branchName is required for code jobs' },
          { field: 'clientId', message: 'Either clientId or githubOrg and githubRepo is required' },
        ],
      ],
      ['an unknown type', { jobType: 'chore' }, [{ field: 'jobType', message: 'jobType must be one of code, review' }]],
    ])('name %s', async (_, body, details) => {
      expect(await refusalOf({ prompt: 'x', ...body })).toEqual(details);
    });
  });
});
