import { startServer } from 'claude-code-orchestrator/extension';
import { ReviewModule } from './review.module.js';
await startServer({ modules: [ReviewModule] });
