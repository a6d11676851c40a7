import { MAX_CANDIDATES, MAX_SUBMODULES, MAX_UNMERGED } from './snapshot-head.js';

/**
 * Prints facts (snapshot-head.ts), `<exit code of git add> <commit>`, an empty line, and then a pack with that commit and what
 * the base lacks. The commit is on top of HEAD, whatever HEAD is, and of what is being merged into it. What git says of files that
 * it cannot read goes to stderr.
 *
 * The index is the server's own, beside that of the job: what stands in the latter is not touched, so that commands of the job
 * which look at it find it as it was. It begins as a copy, which knows files that are ignored but were added by force. "Assume
 * unchanged" hides changes and is taken off.
 *
 * The repository is named by GIT_DIR, so git itself would not mind that it is a link to another one, such as the server's clone
 * of another client. Linked worktrees that lie in the tree are no part of it: the CLI makes them for subagents. They are taken
 * out of the index afterwards: `git add` fails when it is told to leave out what is ignored anyway (2.39).
 *
 * Of a merge, a rebase and the like that has begun, git's own files tell: steps are left of a rebase as long as it is under way, and
 * of several commits that are picked when the list of what is to do names more than the one at hand.
 *
 * Of what was changed inside submodules git records nothing: they are told when their own git has something to say, or when files
 * lie where one would be.
 *
 * Of commits that are not on HEAD those count that something in the tree still holds: a branch, a stash, a linked worktree, or the
 * log that says where HEAD stood while it was on no branch. What the job has deleted, dropped or rewritten does not. A branch with the
 * very files of the tree has nothing that is lost.
 */
const SNAPSHOT = `
index=$1; base=$2; shift 2; git="git $*"
if [ ! -d .git ] || [ -L .git ] || [ -e .git/commondir ] || [ -L .git/commondir ]; then
  echo 'fatal: not a git repository of its own' >&2; exit 128
fi
dir=$($git rev-parse --absolute-git-dir) || exit
rm -f -- "$dir/index.lock" "$index" "$index.lock" "$index.linked" || exit
cp -- "$dir/index" "$index" 2>/dev/null && $git ls-files -v >"$index.list" 2>/dev/null || {
  rm -f -- "$index"; $git read-tree HEAD 2>/dev/null; $git ls-files -v >"$index.list"
}
if grep -q '^[a-zM] ' "$index.list"; then
  $git ls-files -u | sed -n '1,${MAX_UNMERGED + 1}s/^/unmerged /p'
  if grep -q '^[a-z] ' "$index.list"; then
    $git ls-files -z | $git update-index -z --no-assume-unchanged --stdin || exit
  fi
fi
rm -f -- "$index.list"; : > "$index.probe" || exit
chmod u+x -- "$index.probe"; [ -x "$index.probe" ] && chmod u-x -- "$index.probe" && [ ! -x "$index.probe" ] && modes=true
[ -e "$index.PROBE" ] && ignore=true
rm -f -- "$index.probe"
git="$git -c core.fileMode=\${modes:-false} -c core.ignoreCase=\${ignore:-false}"
$git add --all --sparse --ignore-errors -- . >/dev/null; added=$?
[ $added -le 1 ] || exit $added
if [ -d "$dir/worktrees" ]; then
  $git worktree list --porcelain 2>/dev/null | {
    IFS= read -r top; top=\${top#worktree }
    while IFS= read -r line; do
      case $line in "worktree $top/"*) printf ':(top,literal)%s\\0' "\${line#"worktree $top/"}" ;; esac
    done
  } > "$index.linked"
  if [ -s "$index.linked" ]; then
    $git rm --cached -r --force --quiet --sparse --ignore-unmatch --pathspec-from-file="$index.linked" --pathspec-file-nul || exit
  fi
  rm -f -- "$index.linked"
fi
files=$($git write-tree) || exit
head=$($git rev-parse --verify --quiet 'HEAD^{commit}')
operation= left=0 merged=
for name in REVERT CHERRY_PICK MERGE; do [ -f "$dir/\${name}_HEAD" ] && operation=$name; done
if [ "$operation" = MERGE ]; then
  while read -r sha rest && [ \${#merged} -lt 1000 ]; do
    sha=$($git rev-parse --verify --quiet "$sha^{commit}") && merged="$merged -p $sha"
  done < "$dir/MERGE_HEAD"
fi
if [ -f "$dir/sequencer/todo" ]; then
  steps=0
  while read -r word rest && [ $steps -le 1 ]; do
    case $word in p|pick) name=CHERRY_PICK ;; revert) name=REVERT ;; *) continue ;; esac
    steps=$((steps + 1))
  done < "$dir/sequencer/todo"
  [ $steps -gt 1 ] && operation=$name left=1
fi
[ -d "$dir/rebase-merge" ] || [ -d "$dir/rebase-apply" ] && operation=REBASE left=1
[ -f "$dir/rebase-apply/applying" ] && operation=AM
[ -z "$operation" ] || echo "operation $operation $left"
if [ -f .gitmodules ] || [ -d "$dir/modules" ]; then
  $git ls-files --stage | sed -n 's/^160000 [0-9a-f]* 0\t//p' | head -n ${MAX_SUBMODULES} | while IFS= read -r path; do
    if [ -e "$path/.git" ]; then
      said=$(unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE; git -C "$path" status --porcelain --ignore-submodules=none 2>/dev/null | head -n 1)
    else
      said=$(ls -A "./$path" 2>/dev/null | head -n 1)
    fi
    [ -z "$said" ] || printf 'submodule %s\\n' "$path"
  done
fi
commit=$($git commit-tree "$files" \${head:+-p "$head"} $merged -m snapshot) || exit
$git cat-file -e "$base^{commit}" 2>/dev/null && without="^$base"
told= seen=0
{
  $git for-each-ref --no-merged="$commit" --format='%(objectname) %(tree) %(refname)' refs/heads refs/stash
  for file in "$dir"/rebase-merge/autostash "$dir"/rebase-apply/autostash "$dir"/MERGE_AUTOSTASH; do
    [ -f "$file" ] && read -r sha < "$file" && echo "$sha - autostash"
  done
  for file in "$dir"/worktrees/*/HEAD; do
    [ -f "$file" ] && read -r sha < "$file" && case $sha in ref:*) ;; *) echo "$sha - worktree" ;; esac
  done
  sed -n 's/^.*\tcheckout: moving from \\([0-9a-f]\\{40,64\\}\\) to .*$/\\1 - detached/p' "$dir/logs/HEAD"
} 2>/dev/null | while read -r sha tree name && [ $seen -lt ${MAX_CANDIDATES} ]; do
  seen=$((seen + 1))
  [ "$tree" = "$files" ] && [ "$name" != refs/stash ] && continue
  [ -n "$($git rev-list -1 "$sha" --not "$commit" $told --remotes=origin 2>/dev/null)" ] || continue
  told="$told $sha"
  case $name in
    refs/heads/*) echo "stray $sha branch \${name#refs/heads/}" ;;
    refs/stash)
      $git rev-list -g refs/stash 2>/dev/null | head -n ${MAX_CANDIDATES} | {
        number=0
        while read -r each; do echo "stray $each stash $number"; number=$((number + 1)); done
      } ;;
    *) echo "stray $sha $name" ;;
  esac
done
printf '%s\\n\\n' "$added $commit"
printf '%s\\n' "$commit" $without | $git pack-objects --revs --thin --stdout -q --delta-base-offset
`;

/**
 * Prints an empty head, and then a pack with commits, what they stand on, and nothing that the clone has: it knows the base, the
 * state of the tree and what the forge has.
 */
const PACK = `
base=$1; commit=$2; shift 2
echo; echo
{
  git cat-file -e "$base^{commit}" 2>/dev/null && echo "^$base"
  echo "^$commit"
  git for-each-ref --format='^%(objectname)' refs/remotes/origin
  printf '%s\\n' "$@"
} | git pack-objects --revs --thin --stdout -q --delta-base-offset
`;

/**
 * Not for protection: what a job or a tool has set in its clone must not keep files from being collected. The settings are those
 * of the clone as the server made it. A file that a sparse checkout left out is as it was; one that is there counts.
 */
const SETTINGS = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.untrackedCache=false',
  'core.ignoreStat=false',
  'core.trustctime=true',
  'core.checkStat=default',
  'core.symlinks=true',
  'core.autocrlf=false',
  'core.safecrlf=false',
  'core.sparseCheckout=true',
  'sparse.expectFilesOutsideOfPatterns=false',
  'core.quotePath=false',
  'gc.auto=0',
  'maintenance.auto=false',
  'user.name=snapshot',
  'user.email=snapshot@localhost',
  'advice.addEmbeddedRepo=false',
];

/** Arguments of `sh`. @param index where the server's own index is to be. */
export function snapshotArguments(index: string, baseSha: string): string[] {
  return ['-c', SNAPSHOT, 'snapshot', index, baseSha, ...SETTINGS.flatMap((pair) => ['-c', pair])];
}

/** Arguments of `sh`. @param without the state of the tree. */
export function packArguments(baseSha: string, without: string, shas: readonly string[]): string[] {
  return ['-c', PACK, 'pack', baseSha, without, ...shas];
}

/** Arguments of `sh`. Modes that the job may have taken from its own files; git tells no other modes apart than "executable by the owner". */
export const OPEN_UP_ARGUMENTS = [
  '-c',
  `
find . -type d ! -perm -700 -exec chmod u+rwx {} ';'
find . -type f ! -perm -400 -exec chmod u+r {} +
`,
];

/** What git says of a path that it leaves out. */
const UNREADABLE = [
  /^warning: could not open directory '(.+)': /,
  /^error: unable to index file '(.+)'$/,
  /^error: (.+): can only add regular files, symbolic links or git-directories$/,
  /^(?!error: |warning: |fatal: )(.+): Permission denied$/,
];

/** The paths that `git add` could not read, as git spells them, in order. */
export function unreadablePaths(stderr: string): string[] {
  const paths = stderr.split('\n').flatMap((line) => {
    for (const pattern of UNREADABLE) {
      const path = pattern.exec(line)?.[1];
      if (path !== undefined) return [path.replace(/\/$/, '')];
    }
    return [];
  });
  return [...new Set(paths)].sort();
}
