import { readFile } from 'node:fs/promises';
import { Controller, Get, NotFoundException, Param, Res } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { Response } from 'express';
import { Scope } from '../../http/access/scope.js';
import { Describe } from '../../http/description/describe.js';
import { ApiDocument } from './api-document.js';
import { packagedFile, PAGE, PAGE_POLICY, START_SCRIPT } from './reference-page.js';

/** The API about itself; it shows nothing of this server but which routes it has. */
@Scope('public')
@Controller()
export class DescriptionController {
  constructor(private readonly document: ApiDocument) {}

  @Describe({
    id: 'getDocument',
    summary: 'This document',
    answer: { 'application/json': { type: 'object', additionalProperties: true } },
  })
  @Get('openapi.json')
  describe(@Res() response: Response): void {
    response.type('application/json').send(this.document.json);
  }

  @Describe({ id: 'getReference', summary: 'This document as a page', answer: { 'text/html': { type: 'string' } } })
  @Get('docs')
  page(@Res() response: Response): void {
    response.setHeader('Content-Security-Policy', PAGE_POLICY);
    response.type('text/html').send(PAGE);
  }

  @ApiExcludeEndpoint()
  @Get('docs/:file')
  async file(@Param('file') name: string, @Res() response: Response): Promise<void> {
    if (name === 'start.js') {
      response.type('text/javascript').send(START_SCRIPT);
      return;
    }
    const file = packagedFile(name);
    if (!file) throw new NotFoundException(`Cannot GET /docs/${name}`);
    // Together they have two megabytes, which need not travel for each look.
    response.setHeader('Cache-Control', 'public, max-age=3600');
    response.type(file.type).send(await readFile(file.path));
  }
}
