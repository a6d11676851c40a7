import { describeAgentAttacks } from './agent-suite.js';

describeAgentAttacks('user');
