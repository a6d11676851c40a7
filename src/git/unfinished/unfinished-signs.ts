import type { AdditionListener } from '../secret-scan/diff-reader.js';
import { ConflictMarkers } from './conflict-markers.js';
import { UnfinishedTrailers } from './unfinished-work.js';

/** Looks in everything that commits add for signs of a merge that was not finished. */
export class UnfinishedSigns implements AdditionListener {
  private readonly markers = new ConflictMarkers();
  private readonly trailers = new UnfinishedTrailers();
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
    if (this.isHead && isEnd && !this.isWithinLine) this.trailers.read(text);
    this.isWithinLine = !isEnd;
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
