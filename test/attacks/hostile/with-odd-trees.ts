import type { HostileRepository } from './hostile-repository.js';

export const WITH_ODD_TREES: readonly HostileRepository[] = [
  {
    name: "a .git that is a link to another client's clone",
    target: "another client's clone",
    agent: 'rm -rf .git; ln -s $OTHER_CLONE .git; echo work > work.txt',
    everywhere: true,
    ends: /^Could not collect the work on acme\/\S+: /,
  },
  {
    name: "a .git file that leads to another client's clone",
    target: "another client's clone",
    agent: 'rm -rf .git; echo "gitdir: $OTHER_CLONE" > .git; echo work > work.txt',
    ends: /^Could not collect the work on acme\/\S+: /,
  },
  {
    name: 'a .git that is gone',
    agent: 'rm -rf .git; echo work > work.txt',
    ends: /the \.git directory of the working tree is gone or damaged/,
  },
  {
    name: 'a .git of a repository of its own',
    agent: 'rm -rf .git; git init -q -b main; echo own > own.txt; git add .; git commit -qm own; echo work > work.txt',
    everywhere: true,
    ends: 'published',
    holds: { 'own.txt': 'own\n', 'README.md': '# App\n' },
  },
  {
    name: 'a repository inside the repository, with a line break in its name',
    agent: `inner=$(printf 'in\\nner'); git init -q "$inner"; cd "$inner"; echo x > x; git add .; git commit -qm inner`,
    ends: /contains a git repository inside the repository \(in\?ner\)/,
  },
  {
    name: "objects borrowed from another client's clone",
    target: "another client's clone",
    agent:
      'echo $OTHER_CLONE/objects >> .git/objects/info/alternates; git update-index --add --cacheinfo 100644,$(git rev-parse $OTHER_COMMIT:secret.txt),stolen.txt; git commit -qm stolen; git reset -q --hard; echo work > work.txt',
    ends: 'published',
    lacks: ['stolen.txt'],
    heldFrom: 'user',
  },
  {
    name: 'objects that are replaced by others',
    agent: `echo real > work.txt; git add .; git commit -qm real; fake=$(echo fake | git hash-object -w --stdin)
      git replace $(git rev-parse HEAD:work.txt) $fake; git replace $(git rev-parse main 2>/dev/null || git rev-parse HEAD~1) HEAD; echo more > more.txt`,
    ends: 'published',
    holds: { 'work.txt': 'real\n', 'more.txt': 'more\n' },
  },
  {
    name: 'a history that is cut off by grafts and shallow marks',
    agent:
      'echo work > work.txt; git add .; git commit -qm work; mkdir -p .git/info; git rev-parse HEAD > .git/info/grafts; git rev-parse HEAD > .git/shallow; echo more > more.txt',
    ends: 'published',
    holds: { 'work.txt': 'work\n', 'README.md': '# App\n' },
  },
  {
    name: 'references that are links and locks',
    agent:
      'echo work > work.txt; ln -s $HOME_OF_SERVER/.env .git/refs/heads/leak; mkdir .git/index.lock; printf "ref: refs/heads/leak" > .git/ORIG_HEAD',
    ends: /^Could not collect the work on acme\/\S+: /,
  },
  {
    name: 'a history of thousands of commits',
    agent: `{ for n in $(seq 1 2000); do printf 'commit refs/heads/many\\ncommitter a <a@b> %s +0000\\ndata 1\\nx' $n; [ $n -gt 1 ] || printf 'from %s\\n' $(git rev-parse HEAD); printf 'M 100644 inline file\\ndata %s\\n%s\\n' \${#n} $n; done; } | git fast-import --quiet
      git checkout -q many 2>/dev/null; git reset -q --hard many`,
    ends: 'published',
  },
  {
    name: 'a tree of few objects that unpacks to ten thousand files',
    agent: `tree=$(printf '100644 blob %s\\tf\\n' $(echo x | git hash-object -w --stdin) | git mktree)
      for level in 1 2 3 4; do tree=$(for n in 0 1 2 3 4 5 6 7 8 9; do printf '040000 tree %s\\t%s\\n' $tree $n; done | git mktree); done
      all=$({ git ls-tree HEAD; printf '040000 tree %s\\tbomb\\n' $tree; } | git mktree)
      git update-ref HEAD $(git commit-tree -p HEAD -m bomb $all); echo work > work.txt`,
    ends: 'published',
  },
];
