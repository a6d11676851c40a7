/**
 * Jobs of type `code`: one run of Claude that ends in a pull request.
 * What other types need as well belongs to workflows/run.
 * Enter through `CodeModule`: the server finds the type in it.
 */
import { Module } from '@nestjs/common';
import { RunModule } from '../run/run.module.js';
import { CodeJobWorkflow } from './code-job.workflow.js';

@Module({
  imports: [RunModule],
  providers: [CodeJobWorkflow],
})
export class CodeModule {}
