import type { AgentAttack } from './agent-attack.js';

export const ON_DATABASE: readonly AgentAttack[] = [
  {
    name: "asks the database over the server's socket",
    target: 'database',
    script: `node -e '
      const sql = require(process.argv[1] + "/node_modules/postgres")({ path: process.argv[2], username: "postgres", database: "postgres", max: 1 });
      sql\`select name from clients\`.then((rows) => console.log(JSON.stringify(rows)), console.log).finally(() => sql.end({ timeout: 1 }))' $CHECKOUT $SOCKET`,
    wins: 'reads',
    heldFrom: 'user',
  },
  {
    name: 'reads the files of the database',
    target: 'database',
    script: 'grep -rhaoE "canary-[0-9a-f]+" $DATA/postgres | sort -u | head -50',
    wins: 'reads',
    heldFrom: 'user',
  },
];

export const ON_OTHER_CLIENTS: readonly AgentAttack[] = [
  {
    name: "reads another client's clone",
    target: "another client's clone",
    script: 'git --git-dir=$OTHER_CLONE show refs/remotes/origin/main:secret.txt',
    wins: 'reads',
    heldFrom: 'user',
  },
  {
    name: "borrows objects of another client's clone",
    target: "another client's clone",
    script:
      'git init -q loan; echo $OTHER_CLONE/objects > loan/.git/objects/info/alternates; git -C loan show $OTHER_COMMIT:secret.txt; rm -rf loan',
    wins: 'reads',
    heldFrom: 'user',
  },
  {
    name: "fetches another client's clone as a remote",
    target: "another client's clone",
    script:
      'git -c protocol.allow=always fetch -q $OTHER_CLONE refs/remotes/origin/main && git show FETCH_HEAD:secret.txt',
    wins: 'reads',
    heldFrom: 'user',
  },
  {
    name: "plants a hook in another client's clone",
    target: "another client's clone",
    script: 'mkdir -p $OTHER_CLONE/hooks; echo "#!/bin/sh" > $OTHER_CLONE/hooks/reference-transaction',
    wins: { changes: 'repos/vault/secret.git/hooks/reference-transaction' },
    heldFrom: 'user',
  },
  {
    name: "reads another client's working tree",
    target: "another client's working tree",
    script: 'cat $OTHER_TREE/canary.txt',
    wins: 'reads',
    heldFrom: 'user',
  },
  {
    name: "writes into another client's working tree",
    target: "another client's working tree",
    script: 'echo planted > $OTHER_TREE/planted',
    wins: { changes: 'worktrees/$OTHER_JOB/planted' },
    heldFrom: 'user',
  },
  {
    name: "reads another client's job folders",
    target: "another client's job folders",
    script: 'cat $DATA/jobs/$OTHER_JOB/home/canary.txt',
    wins: 'reads',
    heldFrom: 'user',
  },
  {
    name: "may end another client's Claude",
    target: 'process of another job',
    script: 'kill -0 $OTHER_PROCESS && echo REA""CHED',
    wins: 'reaches',
    heldFrom: 'user',
  },
  {
    name: "reads another client's working tree through its process",
    target: "another client's working tree",
    script: 'cat /proc/$OTHER_PROCESS/cwd/canary.txt',
    wins: 'reads',
    heldFrom: 'user',
  },
];
