import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Caller, CurrentCaller } from '../access/caller.js';
import { Scope } from '../access/scope.js';
import { IdPipe } from '../common/is-id.js';
import type { StoredMessage } from '../messages/message.js';
import { FollowJobQuery, resumePoint } from './dto/follow-job.query.js';
import { JobStream, type ToData } from './job-stream.js';
import { JobWatch } from './job-watch.js';
import { MessageReader } from './message-reader.js';
import { OpenStreams } from './open-streams.js';
import { OverviewStream } from './overview-stream.js';
import { toReadableText } from './readable-message.js';

/** What happens, as it happens: Server-Sent Events (docs/adr/0008). */
@Scope('read')
@Controller()
export class StreamsController {
  constructor(
    private readonly streams: OpenStreams,
    private readonly watch: JobWatch,
    private readonly messages: MessageReader,
  ) {}

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
    return this.streams.serve(response, caller, new JobStream(this.watch, this.messages, toData, id, after));
  }

  @Get('events')
  followAll(@CurrentCaller() caller: Caller, @Res() response: Response): Promise<void> {
    return this.streams.serve(response, caller, new OverviewStream(this.watch));
  }
}

const toRawData: ToData = (message: StoredMessage) => message;

const toTextData: ToData = (message: StoredMessage) => {
  const text = toReadableText(message);
  return text === null ? null : { seq: message.seq, text };
};
