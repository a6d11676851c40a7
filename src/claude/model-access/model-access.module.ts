/**
 * How Claude reaches its model: directly, or through a proxy that keeps the credential to itself.
 * Also here: what a job without a network may reach.
 * Not here: the isolation and the network of a job (sandbox).
 * Enter through `ModelGateway` and `ModelProbe`.
 */
import { Global, Module } from '@nestjs/common';
import { ModelGateway } from './model-gateway.js';
import { ModelProbe } from './model-probe.js';

@Global()
@Module({ providers: [ModelGateway, ModelProbe], exports: [ModelGateway, ModelProbe] })
export class ModelAccessModule {}
