import type { Wall } from '../walls.js';
import type { HostileRepository } from './hostile-repository.js';
import { WITH_CONFIGURATION_OF_CLAUDE, WITH_CONFIGURATION_OF_GIT } from './with-configuration.js';
import { WITH_ODD_FILES } from './with-odd-files.js';
import { WITH_ODD_TREES } from './with-odd-trees.js';

const ALL = [...WITH_CONFIGURATION_OF_CLAUDE, ...WITH_CONFIGURATION_OF_GIT, ...WITH_ODD_FILES, ...WITH_ODD_TREES];

/** Those that are tried behind a wall: without any all of them, else those that need one, or say so. */
export function hostileRepositories(wall: Wall): readonly HostileRepository[] {
  return ALL.filter(({ everywhere, heldFrom }) => wall === 'none' || everywhere === true || heldFrom !== undefined);
}
