import { applyDecorators } from '@nestjs/common';
import { IsDefined } from 'class-validator';

/**
 * Which part of a variable's value is secret: all of it, each entry of a list, the password in a URL, the values of headers, given one per
 * line, the values of a JSON object or of `name=value` pairs, or a key in PEM form, with or without line ends of its own.
 */
export type SecretPart = 'value' | 'list' | 'password' | 'headers' | 'members' | 'pairs' | 'pem';

/** A program that gets the variable from the server; all other variables stay with the server. */
export type Receiver = 'claude' | 'git';

/** The declaration of a variable. Its field holds the default, and the field's comment is its sentence in the docs. */
export interface Declaration {
  readonly name: string;
  /** What a value must be, such as `a whole number from 1 to 100`. */
  readonly expects: string;
  /** Formats a value as in the environment. */
  readonly write: (value: unknown) => string;
  /** null: marked as not secret; undefined: not marked. See {@link secretPartOf}. */
  readonly secret: SecretPart | null | undefined;
  /** Whether Claude Code logs in with it. */
  readonly isCredential: boolean;
  readonly isRequired: boolean;
  /** Whether most installations set it: `.env.example` has its line uncommented. */
  readonly isAsked: boolean;
  readonly receivers: readonly Receiver[];
}

const DEFAULTS: Omit<Declaration, 'name'> = {
  expects: '',
  write: String,
  secret: undefined,
  isCredential: false,
  isRequired: false,
  isAsked: false,
  receivers: [],
};

const declared = new WeakMap<object, Map<string, Declaration>>();

/** A decorator that adds details to the declaration of a variable. */
export function declares(details: Partial<Omit<Declaration, 'name'>>): PropertyDecorator {
  return (target, key) => {
    const name = String(key);
    const variables = declared.get(target) ?? new Map<string, Declaration>();
    variables.set(name, { ...DEFAULTS, ...variables.get(name), ...details, name });
    declared.set(target, variables);
  };
}

/** The variables of a class, in the order of its fields. */
export function declarationsOf(variables: { readonly prototype: object }): readonly Declaration[] {
  return [...(declared.get(variables.prototype)?.values() ?? [])];
}

/** Marks this part of the value as secret. The variable may also be given as `<NAME>_FILE`. */
export function Secret(secret: SecretPart = 'value'): PropertyDecorator {
  return declares({ secret });
}

/** Marks a variable as not secret although its name sounds like a secret. */
export function NotSecret(): PropertyDecorator {
  return declares({ secret: null });
}

/** Marks a secret with which Claude Code logs in. */
export function Credential(): PropertyDecorator {
  return declares({ secret: 'value', isCredential: true });
}

/** @param what explains the variable to operators who forgot it. */
export function Required(what: string): PropertyDecorator {
  return applyDecorators(
    IsDefined({ message: `$property is required: ${what}` }),
    declares({ isRequired: true, isAsked: true }),
  );
}

/** Marks a variable that most installations set. */
export function Asked(): PropertyDecorator {
  return declares({ isAsked: true });
}

export function HandedTo(...receivers: readonly Receiver[]): PropertyDecorator {
  return declares({ receivers });
}

const SOUNDS_SECRET = /KEY|TOKEN|SECRET|PASSW|PASSPHRASE|CREDENTIAL|PRIVATE/i;

/** Whether the name of a variable suggests a secret: its declaration must then say whether it is one. */
export function soundsSecret(name: string): boolean {
  return SOUNDS_SECRET.test(name);
}

/** Which part of the value is secret; null: none. An unmarked variable whose name suggests a secret counts as one. */
export function secretPartOf({ name, secret }: Declaration): SecretPart | null {
  return secret === undefined && soundsSecret(name) ? 'value' : (secret ?? null);
}
