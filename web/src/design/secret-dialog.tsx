import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Dialog } from './dialog.js';

interface SecretDialogProps {
  readonly title: string;
  /** Once it is made. */
  readonly madeTitle: string;
  /** What the secret is for, in sentences. */
  readonly explanation: string;
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly changed: () => void;
  /** What is filled in; `made` gets the secret. */
  readonly form: (end: () => void, made: (secret: string) => void) => ComponentChildren;
}

/** Makes something, and shows its secret this one time. */
export function SecretDialog(props: SecretDialogProps) {
  const { title, madeTitle, explanation, isOpen, close, changed, form } = props;
  const [secret, setSecret] = useState<string | null>(null);
  const end = () => {
    setSecret(null);
    close();
  };
  const made = (text: string) => {
    setSecret(text);
    changed();
  };
  return (
    <Dialog title={secret === null ? title : madeTitle} isOpen={isOpen} close={end}>
      {secret === null ? (
        form(end, made)
      ) : (
        <>
          <p>{explanation}</p>
          <code class="secret">{secret}</code>
          <div>
            <button type="button" class="button primary" onClick={end}>
              I have it
            </button>
          </div>
        </>
      )}
    </Dialog>
  );
}
