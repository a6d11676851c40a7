/** Programs of util-linux that become the command in the end, each followed by the next. */
export function asUser(uid: number, groups: readonly number[]): string[] {
  const others = groups.length > 0 ? ['--groups', groups.join(',')] : ['--clear-groups'];
  const ids = ['--reuid', String(uid), '--regid', String(uid), ...others];
  return ['/usr/bin/setpriv', ...ids, '--inh-caps=-all', '--bounding-set=-all', '--no-new-privs', '--'];
}
