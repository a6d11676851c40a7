/** Tasks one after the other, in the order in which they were asked for; one that fails does not stop the next. */
export class Sequence {
  private last: Promise<void> = Promise.resolve();

  /** Resolves when the task has ended. @throws what the task throws. */
  run(task: () => Promise<void>): Promise<void> {
    const done = this.last.then(task);
    this.last = done.catch(() => undefined);
    return done;
  }
}
