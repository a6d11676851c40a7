import type { AdditionListener } from '../secret-scan/diff-reader.js';
import { submoduleIn } from '../submodules/changed-submodules.js';
import { ConflictMarkers } from './conflict-markers.js';
import { UnfinishedTrailers } from './unfinished-work.js';

/** Looks in everything that commits add for signs of a merge that was not finished. */
export class UnfinishedSigns implements AdditionListener {
  private readonly markers = new ConflictMarkers();
  private readonly trailers = new UnfinishedTrailers();
  /** Paths of submodules with work in them, as the message of the last commit names them. */
  readonly submodules: string[] = [];
  private isHead = false;
  private isWithinLine = false;

  /** @param head the last of the commits, which holds the state of the tree. */
  constructor(private readonly head: string) {}

  /** Files in which any of the commits has added conflict markers: a later one may have removed them. */
  get marked(): readonly string[] {
    return this.markers.found;
  }

  get recorded(): UnfinishedTrailers['found'] {
    return this.trailers.found;
  }

  commit(sha: string): void {
    this.isHead = sha === this.head;
    this.isWithinLine = false;
  }

  message(text: string, isEnd: boolean): void {
    if (this.isHead && isEnd && !this.isWithinLine) this.read(text);
    this.isWithinLine = !isEnd;
  }

  private read(line: string): void {
    this.trailers.read(line);
    const path = submoduleIn(line);
    if (path !== null) this.submodules.push(path);
  }

  file(name: string): void {
    this.markers.file(name);
  }

  added(_line: number, text: string, isEnd: boolean): void {
    this.markers.added(text, isEnd);
  }

  person(): void {
    // Nobody is a sign.
  }

  name(): void {
    // Of a file that nothing is added to.
  }
}
