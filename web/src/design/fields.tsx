import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface FieldProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly hint?: ComponentChildren;
  readonly required?: boolean;
  readonly placeholder?: string;
  readonly disabled?: boolean;
}

interface InputProps extends FieldProps {
  readonly type?: 'text' | 'number' | 'password' | 'date' | 'datetime-local' | 'search' | 'url';
  readonly min?: string;
  readonly max?: string;
  readonly step?: string;
  readonly autocomplete?: string;
}

/** One line of text with its label. */
export function TextField({ label, hint, onValue, type = 'text', ...input }: InputProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        {...input}
        id={id}
        // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- Preact's types want one kind of input, not several
        type={type as 'text'}
        class="input"
        dir={type === 'text' || type === 'search' ? 'auto' : undefined}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onInput={({ currentTarget }) => onValue(currentTarget.value)}
      />
      <Hint id={id}>{hint}</Hint>
    </div>
  );
}

interface AreaProps extends FieldProps {
  readonly rows?: number;
  readonly mono?: boolean;
}

/** Several lines of text with their label. */
export function AreaField({ label, hint, onValue, rows = 4, mono = false, ...area }: AreaProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        {...area}
        id={id}
        rows={rows}
        dir="auto"
        class={mono ? 'input mono' : 'input'}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onInput={({ currentTarget }) => onValue(currentTarget.value)}
      />
      <Hint id={id}>{hint}</Hint>
    </div>
  );
}

interface SelectProps extends FieldProps {
  readonly options: readonly (readonly [value: string, label: string])[];
}

/** One of several values. */
export function SelectField({ label, hint, onValue, options, placeholder: _, ...select }: SelectProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        {...select}
        id={id}
        class="input"
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={({ currentTarget }) => onValue(currentTarget.value)}
      >
        {options.map(([value, text]) => (
          <option key={value} value={value} selected={value === select.value}>
            {text}
          </option>
        ))}
      </select>
      <Hint id={id}>{hint}</Hint>
    </div>
  );
}

interface CheckProps {
  readonly label: string;
  readonly name: string;
  readonly checked: boolean;
  readonly onChecked: (checked: boolean) => void;
  readonly hint?: string;
}

export function CheckField({ label, name, checked, onChecked, hint }: CheckProps) {
  return (
    <label class="check">
      <input
        type="checkbox"
        name={name}
        checked={checked}
        onChange={({ currentTarget }) => onChecked(currentTarget.checked)}
      />
      <span>
        {label}
        {hint === undefined ? null : <span class="soft small"> {hint}</span>}
      </span>
    </label>
  );
}

function Hint({ id, children }: { readonly id: string; readonly children: ComponentChildren }) {
  if (children === undefined) return null;
  return (
    <span class="hint" id={`${id}-hint`}>
      {children}
    </span>
  );
}
