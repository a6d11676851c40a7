import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Global, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Env } from '../config/env.js';
import { parseEnv } from '../config/parse-env.js';
import { makeTempFolder, type TempFolder } from '../../../test/support/temp-folder.js';
import { NodeIdentity } from '../identity/node-identity.js';
import { StoreLifecycle } from './store-lifecycle.js';
import { type StoreDescription, StoreProbe } from './store-probe.js';
import { StoreModule } from './store.module.js';
import { SUPABASE } from './supabase.token.js';

/** Stands for the last writer: records whether the store is still open. */
@Injectable()
class LateWriter implements OnApplicationShutdown {
  seen: StoreDescription | null = null;

  constructor(private readonly probe: StoreProbe) {}

  async onApplicationShutdown(): Promise<void> {
    this.seen = await this.probe.describe();
  }
}

describe('StoreModule', () => {
  let folder: TempFolder;
  let env: Env;
  beforeEach(async () => {
    folder = await makeTempFolder();
    env = parseEnv({ AGENT_API_SECRET: 'x', DATA_DIR: folder.path });
  });
  afterEach(() => folder.remove());

  it('opens the embedded store with the application, and closes it after the last hook of all others', async () => {
    @Global()
    @Module({ providers: [{ provide: Env, useValue: env }], exports: [Env] })
    class TestConfigModule {}
    @Module({ providers: [LateWriter] })
    class FeatureModule {}
    @Global()
    @Module({ providers: [{ provide: 'GLOBAL_WRITER', useClass: LateWriter }] })
    class GlobalFeatureModule {}
    @Module({ imports: [TestConfigModule, StoreModule, FeatureModule, GlobalFeatureModule] })
    class TestAppModule {}

    const app = await NestFactory.createApplicationContext(TestAppModule, { logger: false });
    const writers = [app.get(LateWriter), app.get<LateWriter>('GLOBAL_WRITER', { strict: false })];
    const probe = app.get(StoreProbe);
    expect(app.get(SUPABASE)).toBeDefined();
    expect(app.get(NodeIdentity).id).toMatch(/^[0-9a-f-]{36}$/);
    expect(await probe.describe()).toEqual({ mode: 'embedded', reachable: true });
    await app.close();
    expect(writers.map(({ seen }) => seen?.reachable)).toEqual([true, true]);
    expect(await probe.describe()).toEqual({ mode: 'embedded', reachable: false });
  }, 30_000);

  it('opens nothing until the client is asked for', async () => {
    const lifecycle = new StoreLifecycle(env);
    expect(await new StoreProbe(env, lifecycle).describe()).toEqual({ mode: 'embedded', reachable: false });
    await lifecycle.onApplicationShutdown();
  });
});
