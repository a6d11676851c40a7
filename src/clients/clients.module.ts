import { Module } from '@nestjs/common';
import { ClientRepository } from './client.repository.js';
import { ClientsController } from './clients.controller.js';
import { ClientsService } from './clients.service.js';
import { CodeRepositoryRepository } from './code-repository.repository.js';

@Module({
  controllers: [ClientsController],
  providers: [ClientsService, ClientRepository, CodeRepositoryRepository],
  exports: [ClientRepository, CodeRepositoryRepository],
})
export class ClientsModule {}
