import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly children: ComponentChildren;
}

/** A question before the page goes on. Escape closes it, and the focus goes back to where it was. */
export function Dialog({ title, isOpen, close, children }: DialogProps) {
  const id = useId();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) element.current?.showModal();
    else element.current?.close();
  }, [isOpen]);
  return (
    <dialog ref={element} aria-labelledby={id} onClose={close}>
      {isOpen ? (
        <div class="stack">
          <h2 id={id}>{title}</h2>
          {children}
        </div>
      ) : null}
    </dialog>
  );
}

interface AnswersProps {
  readonly label: string;
  readonly isBusy: boolean;
  readonly close: () => void;
  readonly isDangerous?: boolean;
}

/** The buttons at the end of a form in a dialog. */
export function Answers({ label, isBusy, close, isDangerous = false }: AnswersProps) {
  return (
    <div class="row">
      <button type="submit" class={isDangerous ? 'button danger' : 'button primary'} disabled={isBusy}>
        {label}
      </button>
      <button type="button" class="button plain" onClick={close}>
        Back
      </button>
    </div>
  );
}
