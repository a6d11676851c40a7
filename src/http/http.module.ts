/**
 * The edge of the server: limits, error bodies, validation of what comes in, and who may call what.
 * Routes live in the rooms of their subjects, not here.
 * Enter through `configureApp`, `IsId`, `IsBranchName`, `IsBranchPrefix`, `IsModel`, `IsMonthlyUsd`, `IsFeedbackCommands`, `IsTextList`, `IsMoment`,
 * `MaxCharacters`, `CheckedAsGiven`, `WholeNumber`, `CommaSeparated`, `Trimmed`, `fieldNamesOf`, `readAs`, `assertChange`, `Place`, `PageQuery`, `LargeAnswer`, `requestValidation`, `Describe`, `Field`,
 * `declareFields`, `Concerns`, `CurrentReach`, `Reach`, `reachOf`, `reaches`, `narrowed`, `ErrorResponse`, `STATUS_OF_CODE`, `RawBodies`, `SignatureRefusal` and `RequestId`.
 */
import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { AccessGuard } from './access/access.guard.js';
import { ErrorBodyFilter } from './errors/error-body.filter.js';
import { UndeclaredInputGuard } from './validation/undeclared-input.guard.js';
import { StorePatience } from './errors/store-patience.interceptor.js';
import { AnswerRoom } from './limits/answer-room.js';
import { CallerRates } from './limits/caller-rates.js';
import { ReachGuard } from './reach/reach.guard.js';
import { ReachRepository } from './reach/reach.repository.js';
import { AllowedMethods } from './methods/allowed-methods.js';
import { RawBodies } from './limits/raw-bodies.js';
import { SignatureRefusal } from './limits/signature-refusal.js';
import { LargeAnswersInterceptor } from './limits/large-answers.interceptor.js';

@Module({
  providers: [
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_GUARD, useClass: ReachGuard },
    { provide: APP_GUARD, useClass: UndeclaredInputGuard },
    { provide: APP_FILTER, useClass: ErrorBodyFilter },
    { provide: APP_INTERCEPTOR, useClass: StorePatience },
    { provide: APP_INTERCEPTOR, useClass: LargeAnswersInterceptor },
    AllowedMethods,
    AnswerRoom,
    RawBodies,
    SignatureRefusal,
    CallerRates,
    ReachRepository,
  ],
  exports: [RawBodies, SignatureRefusal],
})
export class HttpModule {}
