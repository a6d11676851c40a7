import { Module } from '@nestjs/common';
import { ClientsModule } from '../clients/clients.module.js';
import { GitModule } from '../git/git.module.js';
import { ReposController } from './repos.controller.js';
import { ReposService } from './repos.service.js';

@Module({ imports: [ClientsModule, GitModule], controllers: [ReposController], providers: [ReposService] })
export class ReposModule {}
