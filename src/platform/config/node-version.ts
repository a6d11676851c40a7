/** The oldest Node.js that the server runs on; `engines` in package.json says the same to npm. */
export const OLDEST_NODE = '22.12';

/** Why this Node.js, given as in `process.versions`, is too old, as a sentence for the operator; null: it is new enough. */
export function nodeProblem(version: string): string | null {
  const [major = 0, minor = 0] = numbersOf(version);
  const [oldestMajor = 0, oldestMinor = 0] = numbersOf(OLDEST_NODE);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return null;
  return `Node.js ${version} is too old: ${OLDEST_NODE} or newer is needed`;
}

function numbersOf(version: string): number[] {
  return version.split('.').map(Number);
}
