import { JobType } from '../../src/jobs/types/job-type.js';
import { AppModule } from '../../src/app/app.module.js';
import { type Class, modulesBelow } from './modules.js';

const PROVIDERS = 'providers';

/** The types of jobs that the application knows, read from its modules without starting it; they cannot run anything. */
export function serverJobTypes(): JobType[] {
  const providers = [...modulesBelow(AppModule)].flatMap(
    (module) => (Reflect.getMetadata(PROVIDERS, module) ?? []) as unknown[],
  );
  const classes = providers.filter(
    (one): one is new () => JobType => typeof one === 'function' && (one as Class).prototype instanceof JobType,
  );
  return [...new Set(classes)].map((each) => new each());
}
