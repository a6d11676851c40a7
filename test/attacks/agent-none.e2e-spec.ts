import { describeAgentAttacks } from './agent-suite.js';

describeAgentAttacks('none');
