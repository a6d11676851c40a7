import { Controller, Get } from '@nestjs/common';
import { Describe } from '../description/describe.js';
import { Concerns } from '../reach/concerns.js';
import { type Caller, CurrentCaller } from './caller.js';
import { MeAnswer, toMe } from './dto/me.answer.js';
import { Scope } from './scope.js';

/** What a token is worth: programs that serve people ask it at sign-in. */
@Scope('read')
@Concerns('reached')
@Controller('me')
export class MeController {
  @Describe({ id: 'getMe', summary: 'Whose the token is, and what it allows', answer: MeAnswer })
  @Get()
  read(@CurrentCaller() caller: Caller): MeAnswer {
    return toMe(caller);
  }
}
