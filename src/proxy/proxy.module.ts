import { Global, Module } from '@nestjs/common';
import { ModelDoor } from './model-door.js';

@Global()
@Module({ providers: [ModelDoor], exports: [ModelDoor] })
export class ProxyModule {}
