import { TestEnvironment } from 'jest-environment-node';

/** Not faults: Jest itself runs on modules that Node.js calls experimental. */
const EXPECTED = new Set(['ExperimentalWarning']);

/** The environment of every suite: a warning of Node.js about what ran in it fails it. */
export default class StrictEnvironment extends TestEnvironment {
  warnings = [];
  note = (warning) => {
    if (!EXPECTED.has(warning.name)) this.warnings.push(warning);
  };

  async setup() {
    await super.setup();
    process.on('warning', this.note);
  }

  async teardown() {
    // A warning is emitted in the tick after its cause.
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    process.off('warning', this.note);
    await super.teardown();
    if (this.warnings.length > 0) {
      throw new Error(`Node.js warned:\n${this.warnings.map(({ stack }) => stack).join('\n')}`);
    }
  }
}
