import { describeAgentAttacks } from './agent-suite.js';

describeAgentAttacks('model-only');
