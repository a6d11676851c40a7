/**
 * The API about itself: /openapi.json, made from the controllers and the classes of their input and answers, and /docs.
 * What a route says of itself stands beside it; the words for that are in http/description.
 * No other room enters.
 */
import { Module } from '@nestjs/common';
import { ApiDocument } from './api-document.js';
import { DescriptionController } from './description.controller.js';

@Module({ controllers: [DescriptionController], providers: [ApiDocument], exports: [ApiDocument] })
export class DescriptionModule {}
