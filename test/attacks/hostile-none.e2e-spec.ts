import { describeHostileRepositories } from './hostile-suite.js';

describeHostileRepositories('none');
