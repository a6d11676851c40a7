import { CALL, type HostileRepository } from './hostile-repository.js';

export const WITH_ODD_FILES: readonly HostileRepository[] = [
  {
    name: 'links that lead out of the tree',
    target: '.env of the server',
    content:
      'ln -s $HOME_OF_SERVER out; ln -s $HOME_OF_SERVER/.env env.txt; ln -s /proc/$SERVER/environ environ; ln -s . loop; ln -s $PWD/nowhere dangling',
    agent: 'ln -s $DATA data-out; ln -s /etc/passwd passwd; echo work > work.txt',
    ends: 'published',
    holds: { out: 'link', 'env.txt': 'link', 'data-out': 'link', passwd: 'link' },
  },
  {
    name: 'a folder that is a link where the progress of a loop is written',
    jobType: 'ralph',
    content: 'ln -s $DATA .ralph; ln -s $HOME_OF_SERVER src',
    agent: 'rm src; mkdir src; echo work > src/work.txt',
    ends: 'published',
    holds: { 'src/work.txt': 'work\n', '.ralph': 'link' },
  },
  {
    name: 'names with line breaks, control characters, dashes and quotes',
    content: `for name in '-rf' '--output=x' '-c' '$(touch pwned)' '\`touch pwned\`' ';touch pwned' "it's" '"' ' ' '~' '*' '%s%n' '@{u}' ':(top)x' '!x' '#x' '\\'; do echo x > "./$name"; done
      printf x > "./$(printf 'line\\nbreak\\n.txt')"; printf x > "./$(printf 'tab\\tbell\\a\\033[31mred')"; printf x > "./$(printf 'bidi\\342\\200\\256txt')"
      printf x > "./$(printf '%0250d' 1)"`,
    agent: `for file in ./*; do echo changed >> "$file"; done; printf x > "./$(printf 'new\\nSigned-off-by: x')"; rm -f -- ./-rf`,
    ends: 'published',
    lacks: ['pwned', '-rf'],
  },
  {
    name: 'names that are no UTF-8',
    content: `printf x > "./$(printf 'bad\\377\\376name')"; printf x > "./$(printf '\\303\\050')"`,
    agent: `printf y > "./$(printf 'bad\\377\\376name')"; printf y > "./$(printf 'new\\351')"`,
    ends: 'published',
  },
  {
    name: 'names that differ in case only',
    content:
      'mkdir Docs docs; echo a > Docs/x; echo b > docs/X; echo c > docs/x; echo d > readme.md; echo e > README.MD',
    agent: 'echo f > Readme.md; echo work > work.txt',
    ends: 'published',
    holds: { 'docs/x': 'c\n', 'Readme.md': 'f\n' },
  },
  ...['.GIT', 'git~1'].map((name): HostileRepository => ({
    name: `a folder that some file systems take for .git: ${JSON.stringify(name)}`,
    forge: `blob=$(printf "[core]\\n\\tfsmonitor = ${CALL}\\n" | git hash-object -w --stdin)
      config=$(printf '100644 blob %s\\tconfig\\n' $blob | git mktree)
      { git ls-tree main; printf '040000 tree %s\\t${name}\\n' $config; } > list
      git update-ref refs/heads/main $(git commit-tree -p main -m odd $(git mktree < list))`,
    agent: 'echo work > work.txt',
    ends: /^Could not prepare the working tree of acme\/\S+: .*invalid path/,
  })),
  {
    name: 'a folder that HFS+ takes for .git',
    forge: `blob=$(echo x | git hash-object -w --stdin); config=$(printf '100644 blob %s\\tconfig\\n' $blob | git mktree)
      { git ls-tree main; printf '040000 tree %s\\t.g\u200cit\\n' $config; } > list
      git update-ref refs/heads/main $(git commit-tree -p main -m odd $(git mktree < list))`,
    agent: 'echo work > work.txt',
    ends: /what git considers unsound \(hasDotgit\)/,
  },
  {
    name: 'a hook in a folder .git of the repository',
    forge: `blob=$(printf "#!/bin/sh\\n${CALL}\\n" | git hash-object -w --stdin)
      hooks=$(printf '100755 blob %s\\tpost-checkout\\n' $blob | git mktree); inner=$(printf '040000 tree %s\\thooks\\n' $hooks | git mktree)
      { git ls-tree main; printf '040000 tree %s\\t.git\\n' $inner; } > list
      git update-ref refs/heads/main $(git commit-tree -p main -m odd $(git mktree < list))`,
    ends: /^Could not prepare the working tree of acme\/\S+: .*invalid path/,
  },
  {
    name: 'many files and folders as deep as a path may be',
    content:
      'for n in $(seq 1 1000); do echo $n > f$n; done; deep=$(printf "d/%.0s" $(seq 1 900)); mkdir -p $deep; echo x > ${deep}x',
    agent: 'for n in $(seq 1 1000); do echo $n > g$n; done',
    ends: 'published',
  },
  {
    name: 'folders deeper than any path, which nobody can name or remove by name',
    agent: `echo work > work.txt; for n in 1 2 3 4 5 6; do mkdir -p $(printf 'long-folder-name/%.0s' $(seq 1 100)); cd $(printf 'long-folder-name/%.0s' $(seq 1 100)); done; echo x > x`,
    everywhere: true,
    ends: 'published',
    holds: { 'work.txt': 'work\n' },
  },
  {
    name: 'pipes, sockets and folders that nobody may enter',
    agent: `mkfifo pipe; node -e 'require("net").createServer().listen("socket", () => process.exit())'; mkdir closed; echo x > closed/x; chmod 000 closed; echo work > work.txt; chmod 755 closed; mkfifo closed/pipe`,
    everywhere: true,
    ends: 'published',
    holds: { 'work.txt': 'work\n', 'closed/x': 'x\n' },
    lacks: ['pipe', 'socket', 'closed/pipe'],
  },
  {
    name: 'a file that grows when it is unpacked',
    agent: 'truncate -s 150M bomb.bin; echo work > work.txt',
    ends: /larger than 100 MB \(bomb\.bin\)/,
  },
];
