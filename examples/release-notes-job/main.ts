import { startServer } from 'claude-code-orchestrator/extension';
import { ReleaseNotesModule } from './release-notes.module.js';
await startServer({ modules: [ReleaseNotesModule] });
