import type { AdditionListener } from './diff-reader.js';

/** Tells several listeners, so that what commits add is read once. */
export class AllListeners implements AdditionListener {
  constructor(private readonly listeners: readonly AdditionListener[]) {}

  commit(sha: string): void {
    for (const each of this.listeners) each.commit(sha);
  }

  person(text: string): void {
    for (const each of this.listeners) each.person(text);
  }

  message(text: string, isEnd: boolean): void {
    for (const each of this.listeners) each.message(text, isEnd);
  }

  name(name: string): void {
    for (const each of this.listeners) each.name(name);
  }

  file(name: string): void {
    for (const each of this.listeners) each.file(name);
  }

  added(line: number, text: string, isEnd: boolean): void {
    for (const each of this.listeners) each.added(line, text, isEnd);
  }
}
