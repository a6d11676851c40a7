import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Caller, CurrentCaller } from '../../http/access/caller.js';
import { Concerns } from '../../http/reach/concerns.js';
import { reachOf } from '../../http/reach/reach.js';
import { Scope } from '../../http/access/scope.js';
import { IdPipe } from '../../http/validation/is-id.js';
import type { StoredMessage } from '../messages/message.js';
import { FollowJobQuery, hasSeenEnd, resumePoint } from './dto/follow-job.query.js';
import { JobStream, type ToData } from './job-stream.js';
import { JobWatch } from './job-watch.js';
import { MessageReader } from './message-reader.js';
import { OpenStreams } from './open-streams.js';
import { OverviewStream } from './overview-stream.js';
import { toReadable } from './readable-message.js';
import { Describe } from '../../http/description/describe.js';
import { JOB_STREAM, JOB_STREAM_EVENTS, OVERVIEW_EVENTS, OVERVIEW_STREAM } from './dto/stream-events.js';

/** Live events as Server-Sent Events (docs/adr/0008). */
@Scope('read')
@Controller()
export class StreamsController {
  constructor(
    private readonly streams: OpenStreams,
    private readonly watch: JobWatch,
    private readonly messages: MessageReader,
  ) {}

  @Describe({
    id: 'followJob',
    summary: 'Follows a job live, as Server-Sent Events',
    description: JOB_STREAM_EVENTS,
    ...JOB_STREAM,
    otherStatus: { status: 204, description: 'The caller had every event, the last one included.', isEmpty: true },
    codes: ['too_many_streams'],
  })
  @Concerns({ id: 'job' })
  @Get('jobs/:id/events')
  followJob(
    @Param('id', IdPipe) id: string,
    @Query() query: FollowJobQuery,
    @Headers('last-event-id') lastEventId: string | undefined,
    @CurrentCaller() caller: Caller,
    @Res() response: Response,
  ): Promise<void> {
    const after = resumePoint(lastEventId, query);
    const toData = query.format === 'text' ? toTextData : toRawData;
    return this.streams.serve(
      response,
      caller,
      new JobStream(this.watch, this.messages, toData, id, after, hasSeenEnd(lastEventId)),
    );
  }

  @Describe({
    id: 'followAllJobs',
    summary: 'Follows the status of all jobs live, as Server-Sent Events',
    description: OVERVIEW_EVENTS,
    ...OVERVIEW_STREAM,
    codes: ['too_many_streams'],
  })
  @Concerns('reached')
  @Get('events')
  followAll(@CurrentCaller() caller: Caller, @Res() response: Response): Promise<void> {
    return this.streams.serve(response, caller, new OverviewStream(this.watch, reachOf(caller)));
  }
}

const toRawData: ToData = (message: StoredMessage) => message;

const toTextData: ToData = (message: StoredMessage) => {
  const readable = toReadable(message);
  return readable && { seq: message.seq, ...readable };
};
