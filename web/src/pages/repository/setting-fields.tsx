import type { ComponentChildren } from 'preact';
import { AreaField, CheckField, SelectField, TextField } from '../../design/fields.js';
import type { SettingsDraft } from './settings-draft.js';

export interface PartProps {
  readonly draft: SettingsDraft;
  readonly set: (part: Partial<SettingsDraft>) => void;
}

type NameOf<T> = {
  [Name in keyof SettingsDraft]: SettingsDraft[Name] extends T ? Name : never;
}[keyof SettingsDraft];
type Kind = 'line' | 'number' | 'lines' | 'text' | 'script';

export type Field = readonly [name: NameOf<string>, label: string, kind: Kind, hint: string];

/** Texts, two beside each other where there is room. */
export function Texts({ fields, draft, set }: PartProps & { readonly fields: readonly Field[] }) {
  return (
    <div class="grid-2">
      {fields.map(([name, label, kind, hint]) => (
        <Text
          key={name}
          {...{ name, label, kind, hint }}
          value={draft[name]}
          onValue={(value) => set({ [name]: value })}
        />
      ))}
    </div>
  );
}

interface TextProps {
  readonly name: string;
  readonly label: string;
  readonly kind: Kind;
  readonly hint: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

function Text({ kind, ...field }: TextProps) {
  if (kind === 'line') return <TextField {...field} />;
  if (kind === 'number') return <TextField {...field} type="number" min="1" />;
  return <AreaField {...field} rows={3} mono={kind !== 'text'} />;
}

interface SwitchProps extends PartProps {
  readonly name: NameOf<boolean>;
  readonly label: string;
  readonly hint?: string;
}

export function Switch({ draft, set, name, ...field }: SwitchProps) {
  return <CheckField {...field} name={name} checked={draft[name]} onChecked={(checked) => set({ [name]: checked })} />;
}

interface ChoiceProps extends PartProps {
  readonly name: NameOf<string>;
  readonly label: string;
  readonly hint: string;
  readonly options: readonly (readonly [value: string, label: string])[];
}

export function Choice({ draft, set, name, ...field }: ChoiceProps) {
  return <SelectField {...field} name={name} value={draft[name]} onValue={(value) => set({ [name]: value })} />;
}

/** Settings that belong together. */
export function Group({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <fieldset class="group stack close">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}
