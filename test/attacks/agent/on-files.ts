import type { AgentAttack } from './agent-attack.js';

export const ON_FILES: readonly AgentAttack[] = [
  {
    name: 'reads the .env file',
    target: '.env of the server',
    script: 'cat $HOME_OF_SERVER/.env',
    wins: 'reads',
    heldFrom: 'user',
  },
  {
    name: 'links the .env file into its tree and commits it',
    target: '.env of the server',
    script: 'ln $HOME_OF_SERVER/.env loot/env.txt && cat loot/env.txt',
    wins: 'reads',
    heldFrom: 'user',
  },
  {
    name: 'reads through a symbolic link of its own',
    target: '.env of the server',
    script: 'ln -s $HOME_OF_SERVER way-out; cat way-out/.env; rm way-out',
    wins: 'reads',
    heldFrom: 'user',
  },
  {
    name: 'reads through the root of another process',
    target: '.env of the server',
    script: 'cat /proc/1/root$HOME_OF_SERVER/.env /proc/$PPID/root$HOME_OF_SERVER/.env',
    wins: 'reads',
    heldFrom: 'user',
  },
  {
    name: 'enters the namespaces of another process',
    target: '.env of the server',
    script:
      'nsenter --target 1 --mount cat $HOME_OF_SERVER/.env; nsenter --target $SERVER --mount cat $HOME_OF_SERVER/.env',
    wins: 'reads',
    heldFrom: 'user',
    varies: true,
  },
  {
    name: 'makes namespaces of its own to look behind its own',
    target: '.env of the server',
    script: `unshare --user --map-root-user --mount sh -c '
      umount -l /tmp; umount -l /home; umount -l /root; umount -l /proc; mount --bind / /mnt
      cat $HOME_OF_SERVER/.env /mnt$HOME_OF_SERVER/.env; ls -a /oldroot /newroot'`,
    wins: 'reads',
    heldFrom: 'user',
    varies: true,
  },
  {
    name: "reads credentials in the server's home",
    target: 'home of the server',
    script: 'cat $HOME_OF_SERVER/.netrc',
    wins: 'reads',
    heldFrom: 'user',
  },
  {
    name: 'writes to the .env file',
    target: '.env of the server',
    script: 'echo "GITHUB_API_URL=$EVIL" >> $HOME_OF_SERVER/.env',
    wins: { changes: '.env' },
    heldFrom: 'user',
  },
  {
    name: "plants git configuration in the server's home",
    target: 'home of the server',
    script: 'git config --file $HOME_OF_SERVER/.gitconfig core.fsmonitor evil',
    wins: { changes: '.gitconfig' },
    heldFrom: 'user',
  },
  {
    name: 'plants a program for everybody',
    target: 'system',
    script: 'cp /bin/true $PLANTED',
    wins: { changes: '$PLANTED' },
    heldFrom: 'user',
    varies: true,
  },
  {
    name: 'reads DATA_DIR',
    target: 'DATA_DIR',
    script: 'cat $DATA/canary.txt',
    wins: 'reads',
    heldFrom: 'user',
  },
  {
    name: 'searches all it can see for secrets',
    target: 'DATA_DIR',
    script:
      'timeout 15 grep -rhaoE --include="*.txt" "canary-[0-9a-f]+" $HOME_OF_SERVER /var /srv /home /root /run 2>/dev/null | sort -u',
    wins: 'reads',
    heldFrom: 'user',
  },
  {
    name: 'takes the name of the node',
    target: 'DATA_DIR',
    script: 'echo stolen > $DATA/node-id',
    wins: { changes: 'data/node-id' },
    heldFrom: 'user',
  },
  {
    name: 'writes a file into DATA_DIR',
    target: 'DATA_DIR',
    script: 'echo planted > $DATA/planted',
    wins: { changes: 'data/planted' },
    heldFrom: 'user',
  },
  {
    name: 'changes the record of its own tree',
    target: 'WORKTREES_DIR',
    script:
      'sed -i s/feature/main/ $WORKTREES/$JOB.json && grep -q main/attacks $WORKTREES/$JOB.json && echo REA""CHED',
    wins: 'reaches',
    heldFrom: 'user',
  },
];
